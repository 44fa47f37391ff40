"""Printed and typed forms of English citations, and passages that only look like one (tables/english_citations.tsv)."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from resolutions.text.citations import CitationContext, find_citations
from resolutions.text.citations.english.numbers import ENGLISH_NUMBER_FORMS, find_english_numbers
from resolutions.text.citations.english.verbs import find_english_verb
from resolutions.text.parsed import ParsedCitation
from tests.text.tables import FOLDER

COUNCIL = CitationContext(language="en", organ="S", symbol="S/RES/2800(2025)", number=2800, year=2025)
PAIRS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "unpc_zh_en.tsv"
# The two languages say different things, or the Chinese prints a sign of its own.
UNLIKE = {"testset:2523", "testset:3140", "testset:3700", "testset:3867"}


def read_table() -> list[tuple[str, str]]:
    rows = []
    for line in (FOLDER / "english_citations.tsv").read_text("utf-8").splitlines()[1:]:
        passage, _, targets = line.partition("\t")
        rows.append((passage.replace("⏎", "\n").replace("⇥", "\t").replace("~", "\xa0"), targets))
    return rows


def spell(citation: ParsedCitation) -> str:
    paragraphs = f"[{' '.join(citation.paragraphs)}]" if citation.paragraphs else ""
    return (citation.target or "?") + paragraphs


@pytest.mark.parametrize("passage, expected", read_table())
def test_an_english_passage_cites(passage, expected):
    citations = find_citations(passage, COUNCIL)
    assert " | ".join(spell(one) for one in citations if one.counted) == expected
    assert all(passage[one.start : one.end] == one.surface for one in citations)


@pytest.mark.parametrize("name, pattern, example", ENGLISH_NUMBER_FORMS)
def test_every_form_of_number_reads_its_example(name, pattern, example):
    assert list(find_english_numbers(f"resolution {example}", COUNCIL)), name


@pytest.mark.parametrize(
    "passage, verb, group",
    [
        ("Recalling its resolutions 1325 (2000)", "Recalling", "recall"),
        ("Decides to extend the mandate pursuant to resolution 1591 (2005)", "pursuant to", "under"),
        ("Welcoming the adoption of resolution 2744 (2024)", "adoption of", "adopt"),
        ("Demands that all parties implement resolution 338 (1973)", "implement", "implement"),
        ("Condemns all acts in violation of resolution 1701 (2006)", "violation of", "violate"),
        ("Reaffirming the report; and resolution 1701 (2006)", "", ""),
    ],
)
def test_the_nearest_verb_governs_a_citation(passage, verb, group):
    [citation] = find_citations(passage, COUNCIL)
    assert (citation.verb, citation.verb_group) == (verb, group)


def test_no_verb_governs_from_behind_a_citation():
    assert find_english_verb("resolution 1325(2000)decides", 0, list("resolution 1325(2000)decides")).word == ""


@pytest.mark.parametrize(
    "passage, themes",
    [
        ("resolution 1325 (2000) on women and peace and security,", ["women and peace and security"]),
        ("resolutions 1325 (2000) on women, 1612 (2005) on children", ["women", "children"]),
        ("resolutions 1325 (2000) and 1820 (2008) on women", ["women", "women"]),
        ("resolution 1325 (2000) on 31 October 2000", [""]),
    ],
)
def test_a_theme_stands_behind_its_citation(passage, themes):
    assert [citation.theme for citation in find_citations(passage, COUNCIL)] == themes


@pytest.mark.skipif(not PAIRS.exists(), reason="needs ../shared/corpus")
def test_the_two_languages_of_a_sentence_cite_the_same():
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    unlike = {row["id"] for row in rows if count(row["zh_detokenised"], "zh") != count(row["en"], "en")}
    assert len(rows) > 500 and unlike == UNLIKE


def count(passage: str, language: str) -> Counter[str]:
    citations = find_citations(passage, CitationContext(language=language))
    return Counter(spell(citation) for citation in citations if citation.counted)
