"""Pages that compare two documents and trace a phrase."""

import pytest

from resolutions.models import Status
from tests.web import factories
from tests.web.html import read_page

OLD = "1. 决定将任务期限延长至2020年12月31日，并请秘书长提出报告；"
NEW = "3. 决定将任务期限延长至2021年12月31日，并请秘书长向安理会提出报告；"


@pytest.fixture
def two(db):
    """Create an older and a newer resolution: one paragraph equal, one changed, one only old, one only new."""
    texts = {
        "S/RES/2553(2020)": [factories.PREAMBLE, OLD, factories.OPERATIVE],
        "S/RES/2594(2021)": [factories.PREAMBLE, NEW, "4. 鼓励会员国提供警务人员和装备；"],
    }
    for symbol, paragraphs in texts.items():
        document = factories.make_document(symbol)
        for number, text in enumerate(paragraphs):
            lead = text.find(" ") + 1 if text[0].isdigit() else 0
            factories.add_paragraph(document, "operative", str(number), f"op{number}", text, lead=lead)
    factories.index()


@pytest.mark.django_db
def test_the_comparison_counts_and_marks_what_changed(client, two):
    html = read_page(client, "/compare", {"a": "2553", "b": "第2594(2021)号决议"})
    for name, count in (("相同", 1), ("改动", 1), ("仅见于文件一", 1), ("仅见于文件二", 1)):
        assert f'{name}<span class="n">{count}</span>' in html
    assert "<del>2020</del>" in html and "<ins>2021</ins>" in html


@pytest.mark.django_db
def test_the_comparison_can_be_narrowed(client, two):
    html = read_page(client, "/compare", {"a": "2553", "b": "2594", "only": "new"})
    assert "鼓励会员国提供警务人员" in html and factories.PREAMBLE not in html


@pytest.mark.django_db
def test_documents_that_cannot_be_compared_give_a_message(client, two):
    factories.make_document("S/RES/2151(2014)", Status.STUB, citations_in=1)
    html = read_page(client, "/compare", {"a": "2151", "b": "没有这个"})
    assert "没有收录全文，不能比较" in html and "未找到“没有这个”" in html


@pytest.mark.django_db
def test_a_phrase_is_traced_from_its_first_use(client, two):
    html = read_page(client, "/trace", {"phrase": "决定将任务期限延长"})
    assert "2 份文件 2 段" in html
    assert html.index("S/RES/2553(2020)") < html.index("S/RES/2594(2021)")
    assert html.count("<mark>决定将任务期限延长</mark>") == html.count("<rect ") == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query, words",
    [
        ({"phrase": "决定将任务期限延长", "with": "向安理会"}, "1 份文件 1 段"),
        ({"phrase": "決定將任務期限延長至２０２０年", "with": "並請"}, "<mark>决定将任务期限延长至2020年</mark>"),
        ({"phrase": "延长至 2021 年"}, "1 份文件 1 段"),
        ({"phrase": "没有这样的措辞"}, "没有“没有这样的措辞”"),
        ({"phrase": "的"}, "请至少输入 2 个字"),
        ({"phrase": "%_"}, "没有“%_”"),
        ({}, "商定措辞"),
    ],
)
def test_each_kind_of_question_has_its_answer(client, two, query, words):
    assert words in read_page(client, "/trace", query)


@pytest.mark.django_db
def test_a_phrase_is_found_across_a_footnote_mark_and_marked_as_printed(client):
    mark = factories.MARKED.index("905")
    document = factories.make_document("S/RES/2600(2021)")
    factories.add_paragraph(document, "body", "p1", "p1", factories.MARKED, marks=[[mark, mark + 3, "fn905"]])
    factories.index()
    html = read_page(client, "/trace", {"phrase": "决定。安理会"})
    assert "<mark>决定。</mark><sup>905</sup><mark> 安理会</mark>通过了四项决议。" in html


@pytest.mark.django_db
def test_both_phrases_must_be_in_one_paragraph(client, two):
    html = read_page(client, "/trace", {"phrase": "决定将任务期限延长", "with": "安全部门改革"})
    assert "没有“决定将任务期限延长”与“安全部门改革”同段的用例" in html


VARIANTS = {
    "S/RES/2553(2020)": ["决定继续积极处理此案。", "还决定继续积极处理此案，并再次审议。"],
    "S/RES/2560(2020)": ["并继续积极处理此案。"],
    "S/RES/2594(2021)": ["决定继续处理此案。", "决定继续积极审议此案。", "决定审议这一问题。"],
    "S/RES/2600(2021)": [
        "决定仍积极处理此案。",
        "決定繼續處理此案。",
        "决定继续积 极处理、此案。",
        "决定继续，不处理此案。",
    ],
}


@pytest.mark.django_db
def test_near_variants_of_a_phrase_are_offered_with_the_numbers_of_their_history(client):
    for symbol, paragraphs in VARIANTS.items():
        document = factories.make_document(symbol)
        for number, text in enumerate(paragraphs, start=1):
            factories.add_paragraph(document, "operative", str(number), f"op{number}", text)
    factories.index()
    page = client.get("/trace", {"phrase": "決定繼續積極處理此案"})
    counts = {variant.phrase: (variant.documents, variant.count) for variant in page.context["variants"]}
    assert counts == {
        "继续积极处理此案": (3, 4),
        "决定继续处理此案": (2, 2),
        "决定继续积极审议此案": (1, 1),
        "决定仍积极处理此案": (1, 1),
    }
    for phrase, (documents, count) in counts.items():
        assert f"{documents} 份文件 {count} 段" in client.get("/trace", {"phrase": phrase}).content.decode()
    missing = client.get("/trace", {"phrase": "决定继续密切处理此案"})
    assert "相近的措辞" in missing.content.decode() and missing.context["variants"][0].phrase == "决定继续积极处理此案"
    assert not client.get("/trace", {"phrase": "决定继续处理此案", "with": "决定"}).context["variants"]
    assert not client.get("/trace", {"phrase": "处理此案"}).context["variants"]
