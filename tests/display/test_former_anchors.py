"""Former anchors of annex paragraphs."""

import pytest

from resolutions.display.former_anchors import find_former_anchors
from resolutions.text import read_document
from tests.text.texts import SEEDS


@pytest.mark.parametrize(
    "labels, former",
    [
        (["p1", "p2", "annex1", "annex2", "p5"], ["", "", "p3", "p4", ""]),
        (["p1", "annexI.1", "p3", "annexII.1", "annexII.1(a)"], ["", "p2", "", "p4", "p5"]),
        (["p1", "appendix1", "fn1"], ["", "p2", ""]),
        (["PP1", "1", "1(a)", "fn3", "table1"], ["", "", "", "", ""]),  # resolutions never had running labels there
        (["p1", "annex1", "p2"], ["", "", ""]),  # renumbered without gaps: p2 is another paragraph
        (["annex1"], ["p1"]),
        ([], []),
    ],
)
def test_the_former_anchor_fills_the_gap_in_the_running_labels(labels, former):
    assert list(find_former_anchors(labels, labels)) == former


def test_every_old_anchor_of_the_letter_arrives_at_its_paragraph():
    """The letter had p1 to p67 before its annex got labels of its own."""
    paragraphs = read_document(SEEDS["004"]).paragraphs
    anchors = [paragraph.anchor for paragraph in paragraphs]
    former = find_former_anchors([paragraph.label for paragraph in paragraphs], anchors)
    assert [old or anchor for old, anchor in zip(former, anchors, strict=True)] == [f"p{n}" for n in range(1, 68)]
