"""Search hits within one document: they are those of the search, on the text as printed."""

from types import SimpleNamespace

import pytest

from resolutions.display.runs import build_spans, split_into_runs
from search.in_document import FoldedDocument, InDocumentQuery, PrintedPassage
from tests.passages import MARKED, OPERATIVE, PREAMBLE


def citation(text: str, surface: str):
    return SimpleNamespace(start=text.index(surface), end=text.index(surface) + len(surface))


def marked(text: str, typed: str, **values) -> list[str]:
    (hits,) = FoldedDocument([PrintedPassage(text, values.pop("left_out", ()))]).find_hits(
        InDocumentQuery(typed, **values)
    )
    return [text[start:end] for start, end, _ in hits]


def test_a_hit_that_reaches_into_a_citation_is_marked_on_both_sides():
    spans = build_spans(0, [], [citation(PREAMBLE, "第 2151(2014)号决议")])
    (hits,) = FoldedDocument([PrintedPassage(PREAMBLE)]).find_hits(InDocumentQuery("“改革的第2151”"))
    runs = split_into_runs(PREAMBLE, spans, hits=hits)
    assert "".join(run.text for run in runs) == PREAMBLE
    marked = [piece.text for run in runs for piece in run.pieces if piece.hit == 1]
    assert marked == ["改革的", "第 2151"]
    assert all("".join(piece.text for piece in run.pieces) == run.text for run in runs if run.pieces)


@pytest.mark.parametrize(
    "text, typed, hits",
    [
        (PREAMBLE, "第2151(2014)號決議", ["第 2151(2014)号决议"]),
        (PREAMBLE, "第２１５１（２０１４）号", ["第 2151(2014)号"]),
        (PREAMBLE, "安全部門改革", ["安全部门改革"]),
        (PREAMBLE, "審查 聯合國", ["审查联合国"]),
        ("维持和平行动与维和人员", "维和", ["维持和平", "维和"]),
        ("重申安全理事会的决议", "妇女 安全理事会", ["安全理事会"]),
        (OPERATIVE, "安全 安全部门改革", ["安全部门改革"]),
        (OPERATIVE, "没有这样的措辞", []),
        ("妇女平等参与和平", "妇女和平", ["妇女", "和平"]),
        (OPERATIVE, "", []),
    ],
)
def test_words_are_found_as_the_search_finds_them(text, typed, hits):
    assert marked(text, typed) == hits


def test_synonyms_can_be_left_out_and_words_asked_for():
    assert marked("维持和平行动与维和人员", "维和", use_synonyms=False) == ["维和"]
    assert marked("和平与安全，和平", "和平与安全", mode="fuzzy") == ["和平与安全", "和平"]


def test_a_hit_reaches_over_a_footnote_mark_or_holds_its_number():
    mark = MARKED.index("905")
    for typed in ("决定。安理会", "决定。905 安理会"):
        assert marked(MARKED, typed, left_out=[(mark, mark + 3)]) == ["决定。905 安理会"]


def test_a_hit_that_goes_on_in_the_next_paragraph_is_one_hit():
    hits = FoldedDocument([PrintedPassage("决定继续处"), PrintedPassage("理此案。处理")]).find_hits(
        InDocumentQuery("处理")
    )
    assert hits == [[(4, 5, 1)], [(0, 1, 1), (4, 6, 2)]]
