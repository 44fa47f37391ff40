"""Runs of a paragraph with the URLs and classes that the template writes. Pure.

A long document has hundreds of runs, so the template looks up one short tuple for each and computes nothing.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from resolutions.display.cited_numbers import find_cited_numbers
from resolutions.display.runs import Run, RunPiece
from resolutions.pages.links import place_url
from resolutions.text.symbols import CHARTER_SYMBOL


class LinkedRun(NamedTuple):
    """A run as the template writes it: plain text, an opening verb, a search hit, a link or a footnote mark.

    A verb has the class ``verb``. Only a link and a footnote mark have a ``url``. ``mark_id`` is the id of a footnote
    mark in the prose. ``hit`` is the number of the search hit that a run outside of links is part of, 0 for none.
    ``pieces`` are the parts of a link in which a hit begins or ends, otherwise empty.
    """

    text: str
    url: str = ""
    css_class: str = ""
    mark_id: str = ""
    hit: int = 0
    pieces: tuple[RunPiece, ...] = ()


def link_runs(runs: Iterable[Run], anchor: str) -> list[LinkedRun]:
    """Link the runs of the paragraph at ``anchor``; the joined texts stay the same."""
    return [linked for run in runs for linked in _link(run, anchor)]


def _link(run: Run, anchor: str) -> Iterator[LinkedRun]:
    if run.kind in ("plain", "verb"):
        css_class = "" if run.kind == "plain" else "verb"
        for piece in run.pieces or (RunPiece(run.text),):
            yield LinkedRun(piece.text, css_class=css_class, hit=piece.hit)
    elif run.kind == "mark":
        yield LinkedRun(run.text, f"#{run.item.anchor}", mark_id=run.item.id)
    elif run.kind == "link":
        yield LinkedRun(run.text, run.item, "cite held", pieces=run.pieces)
    elif run.kind == "lead":
        yield LinkedRun(run.text, f"#{anchor}", "lead", pieces=run.pieces)
    else:
        yield from _link_citation(run)


def _link_citation(run: Run) -> Iterator[LinkedRun]:
    """Link a citation; one of several paragraphs has a link for each, the first of which begins with the citation."""
    target = run.item.target
    css_class = "cite held" if target.is_held or target.symbol == CHARTER_SYMBOL else "cite stub"
    numbers = find_cited_numbers(run.text, run.item.labels) if len(run.item.labels) > 1 and not run.pieces else []
    places = [(number, url) for number in numbers if (url := place_url(target, number.label))]
    if len(places) < 2:
        yield LinkedRun(run.text, run.item.url, css_class, pieces=run.pieces)
        return
    at = 0
    for (number, url), following in zip(places, [*places[1:], None], strict=True):
        start = number.start if at else 0
        if start > at:
            yield LinkedRun(run.text[at:start])
        at = number.end if following else len(run.text)
        yield LinkedRun(run.text[start:at], url, css_class)
