"""Several paragraphs are corrected by one form, each run with its own undo."""

import pytest
from django.urls import reverse

from resolutions.models import Document
from resolutions.writing import corrections
from resolutions.writing.publish import apply_correction, ingest_file

pytestmark = pytest.mark.django_db
TEXT = """第2554(2020)号决议

安全理事会2020年12月4日第8778次会议通过

安全理事会，

回顾其第2151(2014)号决议，

又回顾其第2282(2016)号决议，

强调必须改革安全部门，

1. 重申其承诺；

2. 决定继续处理此案。
"""


@pytest.fixture
def document() -> Document:
    return ingest_file(TEXT.encode(), "2554.txt", publish=False).document


def texts(document: Document) -> list[str]:
    return list(document.paragraphs.in_reading_order().values_list("text", flat=True))


def post(client, document: Document, action: str, *orders: int, **values) -> str:
    document.refresh_from_db()
    data = {"version": document.edit_token, "action": action, "order": orders} | values
    url = reverse("admin:resolutions_document_paragraphs", args=[document.pk])
    return client.post(url, data, follow=True).content.decode()


def test_runs_are_joined_each_with_one_correction_and_one_undo(editor, document):
    before = texts(document)
    start = before.index("回顾其第2151(2014)号决议，")
    assert "段落已合并" in post(editor, document, "join", start, start + 1, start + 2, start + 3, start + 4)
    whole = "".join(before[start:])
    assert ["".join(text.split()) for text in texts(document)[start:]] == ["".join(whole.split())]
    apply_correction(corrections.undo_correction, document.corrections.get().pk)
    assert texts(document) == before
    post(editor, document, "join", start, start + 1, start + 3, start + 4)
    assert document.corrections.count() == 2 and len(texts(document)) == len(before) - 2
    assert document.changes.first().what.count("至") == 2
    history = editor.get(reverse("admin:resolutions_document_history", args=[document.pk])).content.decode()
    assert history.count("“回顾其第2151(2014)号决议，”") == 1 and "None" not in history


def test_a_selection_is_joined_with_the_one_before(editor, document):
    before = texts(document)
    start = before.index("回顾其第2151(2014)号决议，")
    post(editor, document, "previous", start + 1, start + 2)
    assert texts(document)[start] == "".join(before[start : start + 3])
    assert document.corrections.get().values["count"] == 2
    assert document.citations_made.filter(paragraph__order=start).count() == 2


def test_the_kind_of_several_paragraphs_is_changed(editor, document):
    start = texts(document).index("回顾其第2151(2014)号决议，")
    post(editor, document, "change", start, start + 1, kind="heading")
    assert (
        list(document.paragraphs.filter(order__in=[start, start + 1]).values_list("kind", flat=True)) == ["heading"] * 2
    )


@pytest.mark.parametrize(
    "action, orders, sentence",
    [
        ("join", [], "请选两段以上相连的段落"),
        ("join", [3], "请选两段以上相连的段落"),
        ("join", [1, 3], "请选两段以上相连的段落"),
        ("join", [900, 901], "请选两段以上相连的段落"),
        ("previous", [0], "第一段之前没有"),
        ("change", [], "请先选中"),
        ("nothing", [1, 2], "请先选定"),
    ],
)
def test_a_wrong_selection_is_told_and_nothing_is_written(editor, document, action, orders, sentence):
    assert sentence in post(editor, document, action, *orders, kind="body")
    assert not document.corrections.exists()
