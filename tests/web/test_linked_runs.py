"""Linked runs: joined they give the text back, and each has the URL and class of its link."""

from types import SimpleNamespace

import pytest

from resolutions.display.runs import RunPiece, build_spans, split_into_runs
from resolutions.pages.linked_runs import LinkedRun, link_runs
from search.in_document import FoldedDocument, InDocumentQuery, PrintedPassage
from tests.web.factories import MARKED, OPERATIVE, PREAMBLE


def cited(text: str, surface: str, is_held: bool = False):
    start = text.index(surface)
    target = SimpleNamespace(is_held=is_held, symbol="S/RES/2151(2014)")
    return SimpleNamespace(start=start, end=start + len(surface), target=target, url="/S/RES/2151(2014)", labels=())


def linked(text: str, spans, typed: str = "") -> list[LinkedRun]:
    hits = FoldedDocument([PrintedPassage(text)]).find_hits(InDocumentQuery(typed))[0] if typed else []
    return link_runs(split_into_runs(text, spans, hits=hits), "pp1")


def joined(runs: list[LinkedRun]) -> str:
    assert all("".join(piece.text for piece in run.pieces) == run.text for run in runs if run.pieces)
    return "".join(run.text for run in runs)


@pytest.mark.parametrize("is_held, css_class", [(True, "cite held"), (False, "cite stub")])
def test_a_citation_links_to_its_target(is_held, css_class):
    runs = linked(PREAMBLE, build_spans(0, [], [cited(PREAMBLE, "第 2151(2014)号决议", is_held)]))
    assert joined(runs) == PREAMBLE
    assert runs[1] == LinkedRun("第 2151(2014)号决议", "/S/RES/2151(2014)", css_class)
    assert [run.url for run in runs] == ["", "/S/RES/2151(2014)", ""]


def test_the_number_of_a_paragraph_links_to_the_paragraph():
    assert linked(OPERATIVE, build_spans(4, [], []))[0] == LinkedRun("12. ", "#pp1", "lead")


def test_a_footnote_mark_links_to_its_footnote_and_has_an_id_for_the_way_back():
    start = MARKED.index("905")
    mark = SimpleNamespace(anchor="fn905", id="mark-fn905-2")
    runs = linked(MARKED, build_spans(0, [(start, start + 3, mark)], []))
    assert joined(runs) == MARKED
    assert runs[1] == LinkedRun("905", "#fn905", mark_id="mark-fn905-2")


def test_a_hit_outside_of_links_is_a_run_of_its_own():
    runs = linked(OPERATIVE, build_spans(4, [], []), "安全部门")
    assert joined(runs) == OPERATIVE
    assert [(run.text, run.hit) for run in runs if run.hit] == [("安全部门", 1)]


def test_a_hit_that_ends_in_a_link_is_marked_on_both_sides():
    runs = linked(PREAMBLE, build_spans(0, [], [cited(PREAMBLE, "第 2151(2014)号决议")]), "“改革的第2151”")
    assert joined(runs) == PREAMBLE
    assert [(run.text, run.hit) for run in runs if run.hit] == [("改革的", 1)]
    assert [run.pieces for run in runs if run.pieces] == [(RunPiece("第 2151", 1), RunPiece("(2014)号决议"))]
