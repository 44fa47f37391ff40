"""Citations in the heading block of a resolution: drafts and annexes are named there, the own number is no citation."""

import pytest

from resolutions.text import read_document

COUNCIL = "{heading}\n\n安全理事会，\n\n回顾第2378(2017)号决议，\n\n1. 决定继续处理此案。\n"
ASSEMBLY = "{heading}\n\n大会，\n\n回顾其第49/12号决议，\n\n1. 通过下列宣言。\n"
MET = "安全理事会2021年9月9日第8852次会议通过"


def in_heading(text: str) -> list[tuple[str, str, bool]]:
    paragraphs = [p for p in read_document(text).paragraphs if p.kind == "heading"]
    return [(c.target, c.form, c.counted) for p in paragraphs for c in p.citations if c.form != "meeting"]


@pytest.mark.parametrize(
    "heading, targets",
    [
        (f"第2594(2021)号决议\n\n{MET}\n\n(S/2021/783)", ["S/2021/783"]),
        (f"第2594(2021)号决议\n\n{MET}（S/2021/783）", ["S/2021/783"]),
        (f"第2594(2021)號決議\n\n{MET}\n\n(S/2021/783和Add.1)", ["S/2021/783", "S/2021/783/Add.1"]),
        (f"第2594(2021)号决议\n\n{MET}\n\n(S/2021/783和S/2021/784)", ["S/2021/783", "S/2021/784"]),
        (f"第2594(2021)号决议\n\n{MET}\n\n〔S/2021/783〕", ["S/2021/783"]),
        (f"第2594(2021)号决议\n\n关于第2378(2017)号决议的执行情况\n\n{MET}", ["S/RES/2378(2017)"]),
        (f"第2594(2021)号决议\n\n{MET}", []),
        (f"第２５９４（２０２１）号决议\n\n{MET}", []),
        (f"联合国安理会第2594号决议\n\n{MET}", []),
        (f"联合国安全理事会第2594(2021)号决议\n\n{MET}", []),
        (f"S/RES/2594 (2021)\n\n{MET}", []),
        (f"S/RES/2594(2021)\n\n第2594(2021)号决议\n\n{MET}", []),
        (f"联合国 S/RES/2594 (2021)\n\n安全理事会\n\nDistr.: General\n\n第2594(2021)号决议\n\n{MET}", []),
        (f"决议\n\n{MET}\n\n(S/2021/783)", ["S/2021/783"]),
        ("四十六(一九四八). 一九四八年四月十七日决议案\n\n〔S/723〕", ["S/723"]),
    ],
)
def test_the_heading_of_a_council_resolution_names_its_draft_and_not_itself(heading, targets):
    assert in_heading(COUNCIL.format(heading=heading)) == [(target, "heading", False) for target in targets]


@pytest.mark.parametrize(
    "heading, targets",
    [
        (
            "大会第50/6号决议\n\n1995年10月24日未经表决通过(A/50/L.27/Rev.1和Rev.1/Add.1)",
            ["A/50/L.27/Rev.1", "A/50/L.27/Rev.1/Add.1"],
        ),
        ("大会第50/6号决议\n\n根据第三委员会的报告(A/50/635和Corr.1)通过", ["A/50/635", "A/50/635/Corr.1"]),
        ("联合国大会50/6号决议\n\n未经表决通过(A/50/L.27)", ["A/50/L.27"]),
        ("大会第50/6号决议\n\nA/RES/50/6", []),
        ("大会第50/6号决议", []),
    ],
)
def test_the_heading_of_an_assembly_resolution_names_reports_and_drafts(heading, targets):
    assert in_heading(ASSEMBLY.format(heading=heading)) == [(target, "heading", False) for target in targets]
