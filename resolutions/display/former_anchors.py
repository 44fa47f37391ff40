"""Anchors under which annex paragraphs were known while they had running labels, so that links people hold arrive."""

import re
from collections.abc import Iterable, Iterator, Sequence

_RUNNING = re.compile(r"p(\d+)")
_ANNEX = ("annex", "appendix")


def find_former_anchors(labels: Sequence[str], anchors: Iterable[str]) -> Iterator[str]:
    """Yield the former anchor of each paragraph of a document, "" for one that never had another.

    Running labels count on through numbered paragraphs of annexes, so each of these fills a gap: its number there was
    its label before. ``anchors`` are those in use; none of them is yielded.

    >>> list(find_former_anchors(["p1", "annex1", "annex1(a)", "p4", "fn1"], ["p1", "annex1", "annex1a", "p4", "fn1"]))
    ['', 'p2', 'p3', '', '']

    """
    used, number = set(anchors), 0
    for label in labels:
        former = ""
        if match := _RUNNING.fullmatch(label):
            number = int(match[1])
        elif label.startswith(_ANNEX):
            number += 1
            former = f"p{number}"
        yield "" if former in used else former
