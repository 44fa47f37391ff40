"""Runs of a paragraph: joined they give the text back; spans never overlap."""

from types import SimpleNamespace

import pytest

from resolutions.display.runs import Span, build_spans, split_at_hits, split_into_runs
from tests.passages import MARKED, OPERATIVE, PREAMBLE


def citation(text: str, surface: str) -> SimpleNamespace:
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
    runs = split_into_runs(text, build_spans(lead, marks, [citation(text, surface) for surface in surfaces]))
    assert "".join(run.text for run in runs) == text
    assert [run.kind for run in runs] == kinds
    assert all(text[run.start : run.start + len(run.text)] == run.text for run in runs)


def test_of_two_overlapping_citations_the_longer_is_linked():
    text = "(第2625(XXV)号决议)"
    runs = split_into_runs(text, build_spans(0, [], [citation(text, "2625(XXV)"), citation(text, "第2625(XXV)号决议")]))
    assert [run.text for run in runs if run.kind == "citation"] == ["第2625(XXV)号决议"]


def test_a_cell_of_a_table_gets_the_citation_inside_it():
    text = "表1\n第2553(2020)号决议\n2020年"
    spans = build_spans(0, [], [citation(text, "第2553(2020)号决议")])
    assert [run.kind for run in split_into_runs(text, spans, 3, 17)] == ["citation"]
    assert [run.text for run in split_into_runs(text, spans, 18, 23)] == ["2020年"]


def test_spans_that_touch_both_stay_and_of_two_that_overlap_the_earlier_one():
    spans = build_spans(2, [(2, 4, "fn1"), (3, 6, "fn2")], [SimpleNamespace(start=6, end=8)])
    assert [(span.kind, span.start, span.end) for span in spans] == [("lead", 0, 2), ("mark", 2, 4), ("citation", 6, 8)]
    assert [span.item for span in spans[:2]] == [None, "fn1"]


@pytest.mark.parametrize(
    "start, end, runs",
    [
        (0, None, [("lead", "12. "), ("plain", "重申"), ("citation", "第1号"), ("plain", "决议")]),
        (2, 8, [("lead", ". "), ("plain", "重申"), ("citation", "第1")]),
        (4, 6, [("plain", "重申")]),
        (9, 99, [("plain", "决议")]),
        (6, 9, [("citation", "第1号")]),
        (5, 5, []),
    ],
)
def test_a_part_of_a_text_has_the_runs_that_reach_into_it(start, end, runs):
    spans = [Span("lead", 0, 4), Span("citation", 6, 9)]
    found = split_into_runs("12. 重申第1号决议", spans, start, end)
    assert [(run.kind, run.text) for run in found] == runs
    assert [run.start for run in found] == sorted(run.start for run in found)


@pytest.mark.parametrize(
    "hits, pieces",
    [
        ([(0, 2, 1)], []),
        ([(8, 9, 1)], []),
        ([(2, 3, 1)], [("丙", 1), ("丁戊己庚辛", 0)]),
        ([(1, 4, 1), (5, 6, 2)], [("丙丁", 1), ("戊", 0), ("己", 2), ("庚辛", 0)]),
        ([(4, 99, 3)], [("丙丁", 0), ("戊己庚辛", 3)]),
        ([(3, 6, 1), (5, 7, 2)], [("丙", 0), ("丁戊己", 1), ("庚", 2), ("辛", 0)]),
    ],
)
def test_a_run_is_split_at_the_ends_of_its_hits(hits, pieces):
    assert [tuple(piece) for piece in split_at_hits("甲乙丙丁戊己庚辛壬癸", 2, 8, hits)] == pieces


def test_of_two_spans_with_one_start_the_longer_is_linked():
    short, long = SimpleNamespace(start=2, end=5), SimpleNamespace(start=2, end=11)
    assert [span.end for span in build_spans(0, [], [short, long])] == [11]
