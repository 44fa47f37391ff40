"""Runs joined give the text back; what is set apart is what was asked for."""

from types import SimpleNamespace

import pytest

from resolutions.views.hits import HitCounter, pattern_of
from resolutions.views.runs import cut, spans_of
from tests.web.factories import MARKED, OPERATIVE, PREAMBLE


def citation(text: str, surface: str):
    return SimpleNamespace(start=text.index(surface), end=text.index(surface) + len(surface))


@pytest.mark.parametrize(
    "text, lead, marks, surfaces, kinds",
    [
        (OPERATIVE, 4, [], [], ["lead", "plain"]),
        (PREAMBLE, 0, [], ["第 2151(2014)号决议", "第 2282(2016)号决议"], ["plain", "citation"] * 2 + ["plain"]),
        (MARKED, 0, [[14, 17, "fn905"]], [], ["plain", "mark", "plain"]),
        ("第1(1946)号决议", 0, [], ["第1(1946)号决议"], ["citation"]),
        ("", 0, [], [], []),
    ],
)
def test_runs_joined_give_the_text_back(text, lead, marks, surfaces, kinds):
    runs = cut(text, spans_of(lead, marks, [citation(text, surface) for surface in surfaces]))
    assert "".join(run.text for run in runs) == text
    assert [run.kind for run in runs] == kinds
    assert all(text[run.start : run.start + len(run.text)] == run.text for run in runs)


def test_of_two_overlapping_citations_the_longer_is_linked():
    text = "(第2625(XXV)号决议)"
    runs = cut(text, spans_of(0, [], [citation(text, "2625(XXV)"), citation(text, "第2625(XXV)号决议")]))
    assert [run.text for run in runs if run.kind == "citation"] == ["第2625(XXV)号决议"]


def test_a_cell_of_a_table_gets_the_citation_that_stands_in_it():
    text = "表1\n第2553(2020)号决议\n2020年"
    spans = spans_of(0, [], [citation(text, "第2553(2020)号决议")])
    assert [run.kind for run in cut(text, spans, 3, 17)] == ["citation"]
    assert [run.text for run in cut(text, spans, 18, 23)] == ["2020年"]


def test_a_hit_that_reaches_into_a_citation_is_marked_on_both_sides():
    spans = spans_of(0, [], [citation(PREAMBLE, "第 2151(2014)号决议")])
    hits = HitCounter(pattern_of("“改革的第2151”")).hits_in(PREAMBLE)
    runs = cut(PREAMBLE, spans, hits=hits)
    assert "".join(run.text for run in runs) == PREAMBLE
    marked = [piece.text for run in runs for piece in run.pieces if piece.hit == 1]
    assert marked == ["改革的", "第 2151"]
    assert all("".join(piece.text for piece in run.pieces) == run.text for run in runs if run.pieces)
