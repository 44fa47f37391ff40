"""Citations of the five texts against the saved lists in fixtures/citations."""

import pytest

from resolutions.text import read_document
from resolutions.text.citation_tsv import format_citations_tsv
from resolutions.text.parsed import ParagraphKind, ParsedCitation, ParsedDocument, ParsedParagraph
from tests.text.texts import FOLDER

SAVED = FOLDER.parent / "citations"
TEXTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name[:3])
def test_a_text_has_the_citations_of_its_saved_list(file):
    """After a wanted change: review ``manage.py check_texts`` and save the lists with ``--save``."""
    saved = (SAVED / f"{file.stem}.tsv").read_text(encoding="utf-8").splitlines()
    assert format_citations_tsv(read_document(file.read_text(encoding="utf-8"))) == saved


def test_every_saved_list_has_its_text():
    assert len(TEXTS) == 5 and {file.stem for file in SAVED.glob("*.tsv")} == {file.stem for file in TEXTS}


def test_a_line_has_seven_columns_and_an_undecided_citation_its_reason():
    citations = (
        ParsedCitation("S/RES/1325(2000)", 0, 4, "第1号", "council", ("1", "2(a)"), "回顾", "recall", "妇女"),
        ParsedCitation("", 5, 9, "第2号", "plain", undecided="没有这个编号的决议"),
    )
    paragraph = ParsedParagraph(ParagraphKind.PREAMBLE, "PP1", "pp1", "", citations=citations)
    assert format_citations_tsv(ParsedDocument("", "", "", "", None, None, (paragraph,))) == [
        "PP1\t第1号\tS/RES/1325(2000)\t1,2(a)\t回顾\t妇女\tcouncil",
        "PP1\t第2号\t? 没有这个编号的决议\t\t\t\tplain",
    ]
