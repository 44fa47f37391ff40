"""Runs as the template takes them: step by step, plain text and the one thing set apart that follows it. Pure.

A long document has hundreds of steps, so each holds ready values only: the template looks nothing up.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from resolutions.display.runs import Run, RunPiece


class StepExtra(NamedTuple):
    """What is rare in a text: a hit outside of links (``hit``, its number), a footnote's mark (``id``, its own)
    or a link in which a hit begins or ends (``style`` and ``pieces``)."""

    hit: int = 0
    id: str = ""
    style: str = ""
    pieces: tuple[RunPiece, ...] = ()


class TemplateStep(NamedTuple):
    """``before`` is plain text; ``words`` follow it, a link to ``address`` of class ``style`` or something special."""

    before: str
    style: str = ""
    address: str = ""
    words: str = ""
    special: StepExtra | None = None


def build_steps(runs: Iterable[Run], anchor: str) -> list[TemplateStep]:
    """The steps of the paragraph at ``anchor``; their texts joined are the runs' texts joined."""
    return list(_steps(runs, anchor))


def _steps(runs: Iterable[Run], anchor: str) -> Iterator[TemplateStep]:
    before = ""
    for run in runs:
        if run.kind != "plain":
            yield _set_apart(before, run, anchor)
            before = ""
            continue
        for piece in run.pieces or (RunPiece(run.text),):
            if piece.hit:
                yield TemplateStep(before, words=piece.text, special=StepExtra(hit=piece.hit))
                before = ""
            else:
                before += piece.text
    if before:
        yield TemplateStep(before)


def _set_apart(before: str, run: Run, anchor: str) -> TemplateStep:
    if run.kind == "mark":
        return TemplateStep(before, "", f"#{run.item.anchor}", run.text, StepExtra(id=run.item.id))
    style, address = ("lead", f"#{anchor}") if run.kind == "lead" else (_style(run), run.item.address)
    if run.pieces:
        return TemplateStep(before, "", address, run.text, StepExtra(style=style, pieces=run.pieces))
    return TemplateStep(before, style, address, run.text)


def _style(run: Run) -> str:
    return "cite held" if run.item.target.is_held else "cite stub"
