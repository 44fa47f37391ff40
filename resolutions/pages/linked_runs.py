"""Runs of a paragraph with the URLs and classes that the template writes. Pure.

A long document has hundreds of runs, so the template looks up one short tuple for each and computes nothing.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from resolutions.display.runs import Run, RunPiece


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
    elif run.kind == "lead":
        yield LinkedRun(run.text, f"#{anchor}", "lead", pieces=run.pieces)
    else:
        css_class = "cite held" if run.item.target.is_held else "cite stub"
        yield LinkedRun(run.text, run.item.url, css_class, pieces=run.pieces)
