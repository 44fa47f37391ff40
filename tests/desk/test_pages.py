"""Pages of the desk: review, correct, publish, withdraw, read again."""

import pytest
from django.urls import reverse

from resolutions.desk.worklist import build_worklist
from resolutions.models import Document, LinkReport, Origin, Status, UnansweredSearch
from resolutions.statistics.queries import document_lists
from resolutions.writing import citation_corrections, corrections
from resolutions.writing.publish import apply_correction
from tests.desk.people import LETTER, RESOLUTION, member, upload

pytestmark = pytest.mark.django_db
ADMIN = "/admin/resolutions/document/"


@pytest.fixture
def document(publisher) -> Document:
    """2553(2020) as a draft."""
    upload(publisher, ("2553.txt", RESOLUTION.read_bytes()))
    return Document.objects.get(symbol="S/RES/2553(2020)")


def post(client, document: Document, rest: str = "change/", **values) -> str:
    """Post a form with the present edit token and return the page after the redirect."""
    document.refresh_from_db()
    values = {"version": document.edit_token} | values
    return client.post(f"{ADMIN}{document.pk}/{rest}", values, follow=True).content.decode()


def heading(document: Document, **changed) -> dict:
    return {"symbol": document.symbol, "kind": "resolution", "title": document.title, "date": "2020-12-03"} | changed


def test_the_review_page_shows_text_paragraphs_and_the_lines_of_the_heading(publisher, document):
    html = publisher.get(f"{ADMIN}{document.pk}/change/").content.decode()
    assert '<a href="#L3">第 3 行</a>\n<q lang="zh-Hans">安全理事会 2020 年 12 月 3 日通过</q>' in html
    assert "处引用，" in html and "新列入" in html and "序言 PP24" in html
    assert html.count('<li id="L') > 100


def test_a_title_is_corrected_and_the_page_says_so(publisher, document):
    assert "标题事项已保存" in post(publisher, document, **heading(document, title="安全部门改革"))
    assert Document.objects.get(pk=document.pk).title == "安全部门改革"


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"symbol": "2553(2019)"}, "是否指 S/RES/2553(2020)"),
        ({"symbol": ""}, "文号不能清空"),
        ({"date": "1900-01-01"}, "1945 年《宪章》签署之后"),
        ({"title": ""}, "这个字段是必填项"),
    ],
)
def test_a_wrong_heading_gives_a_message_and_is_not_written(publisher, document, changed, sentence):
    assert sentence in post(publisher, document, **heading(document, **changed))
    assert document.changes.count() == 1


def test_the_second_editor_gets_a_message_and_the_typed_values(publisher, document):
    apply_correction(corrections.correct_heading, document.pk, {"title": "甲的标题"})
    html = post(publisher, document, **heading(document, title="乙的标题"), version=document.created_at.isoformat())
    assert "您的改动没有写入" in html and "乙的标题</textarea>" in html
    assert Document.objects.get(pk=document.pk).title == "甲的标题"


def test_a_citation_is_corrected_rejected_restored_and_added_by_typing(publisher, document):
    paragraph = document.paragraphs.get(label="PP2")
    page = f"paragraphs/{paragraph.order}/"
    first = paragraph.citations.in_reading_order().first()
    form = {f"c{first.pk}-target": "2282", f"c{first.pk}-paragraphs": "12、14"}
    assert "引文已更正" in post(publisher, document, page, action=f"correct:{first.pk}", **form)
    assert list(document.citations_made.get(origin=Origin.MANUAL).cited_paragraphs) == ["12", "14"]
    assert "已否定" in post(publisher, document, page, action=f"reject:{first.pk}")
    assert "已恢复" in post(publisher, document, page, action=f"restore:{first.pk}")
    added = {"add-words": "安全部门改革", "add-occurrence": "1", "add-target": "S/RES/2151(2014)"}
    assert "引文已添加" in post(publisher, document, page, action="add", **added)
    assert document.citations_made.get(origin=Origin.MANUAL).surface == "安全部门改革"


def test_unknown_words_and_a_wrong_target_give_a_message(publisher, document):
    page = f"paragraphs/{document.paragraphs.get(label='PP1').order}/"
    form = {"action": "add", "add-words": "不在此处", "add-target": "S/RES/2151(2014)"}
    assert "这一段里没有这些文字" in post(publisher, document, page, **form)
    form |= {"add-words": "联合国宪章", "add-target": "某决议"}
    assert "不是文号" in post(publisher, document, page, **form)


def test_a_paragraph_is_split_where_the_typed_words_begin_and_joined_again(publisher, document):
    page = f"paragraphs/{document.paragraphs.get(label='PP2').order}/"
    form = {"action": "split", "split-words": "以及2007年2月21日", "split-kind": "preamble"}
    assert "段落已拆分" in post(publisher, document, page, **form)
    assert document.paragraphs.get(label="PP3").text.startswith("以及2007年2月21日")
    assert "已与后一段合并" in post(publisher, document, page, action="join")
    assert document.paragraphs.filter(kind="preamble").count() == 24


def test_a_draft_is_published_and_its_address_shown(publisher, document, client):
    html = post(publisher, document, "publish/")
    assert "已发布：http://testserver/S/RES/2553(2020)" in html
    assert client.get("/S/RES/2553(2020)").status_code == 200


def test_what_cannot_be_published_says_why(publisher):
    upload(publisher, ("note.txt", "一张便条，没有文号。\n明天开会。".encode()))
    document = Document.objects.get(status=Status.DRAFT)
    assert "不能发布：文本太短" in post(publisher, document, "publish/")
    assert Document.objects.get(pk=document.pk).status == Status.DRAFT


def test_a_withdrawal_needs_a_reason_and_readers_see_it(publisher, document, client):
    post(publisher, document, "publish/")
    assert "请写明撤回的理由" in post(publisher, document, "withdraw/", reason=" ")
    post(publisher, document, "withdraw/", reason="译文有误，等待更正。")
    page = client.get("/S/RES/2553(2020)").content.decode()
    assert "译文有误，等待更正。" in page and "安全部门改革对于巩固和平" not in page
    post(publisher, document, "publish/")
    assert "译文有误" not in client.get("/S/RES/2553(2020)").content.decode()


def test_a_withdrawn_document_is_shown_whole_at_the_desk(publisher, document):
    post(publisher, document, "publish/")
    post(publisher, document, "withdraw/", reason="译文有误。")
    html = publisher.get(f"{ADMIN}{document.pk}/change/").content.decode()
    assert "已撤回：译文有误。" in html and "重新发布" in html and html.count('<li id="L') > 100
    assert "S/RES/2553(2020)" in publisher.get(f"{ADMIN}?status__exact=withdrawn").content.decode()
    assert "译文有误。" in publisher.get(f"{ADMIN}{document.pk}/history/").content.decode()


def test_the_wanted_documents_are_those_without_a_text(publisher, client):
    """Cited and without a text; meeting records are not collected, the Charter has a page of its own."""
    rows = [
        ("S/RES/1325(2000)", "resolution", Status.STUB, 9),
        ("S/PRST/2014/5", "statement", Status.STUB, 7),
        ("S/RES/2151(2014)", "resolution", Status.STUB, 7),
        ("S/PV.8778", "meeting", Status.STUB, 20),
        ("CHARTER", "charter", Status.STUB, 30),
        ("S/RES/1(1946)", "resolution", Status.STUB, 0),
        ("S/RES/2553(2020)", "resolution", Status.PUBLISHED, 40),
        ("S/RES/2554(2020)", "resolution", Status.DRAFT, 40),
        ("S/RES/2555(2020)", "resolution", Status.WITHDRAWN, 40),
    ]
    for symbol, kind, status, count in rows:
        Document.objects.create(symbol=symbol, kind=kind, status=status, citations_in=count, title=symbol)
    wanted = ["S/RES/1325(2000)", "S/PRST/2014/5", "S/RES/2151(2014)"]
    assert [document.symbol for document in Document.objects.wanted()] == wanted
    assert [document.symbol for document in build_worklist().wanted] == wanted
    to_readers = ["S/RES/2554(2020)", *wanted]  # a draft is a stub for readers
    assert [document.symbol for document in document_lists.most_cited_stubs()] == to_readers


def test_reading_again_shows_the_difference_and_keeps_corrections(publisher, document):
    apply_correction(corrections.correct_heading, document.pk, {"title": "安全部门改革"})
    apply_correction(citation_corrections.reject_citation, document.citations_made.in_reading_order().first().pk)
    paragraph = document.paragraphs.get(label="5")
    type(paragraph).objects.filter(pk=paragraph.pk).update(text="5. 旧程序读坏的一段")
    document.versions.update(digest="")
    html = publisher.get(f"{ADMIN}again/?pk={document.pk}").content.decode()
    assert "1 段文字" in html and "旧程序读坏的一段" in html
    document.refresh_from_db()
    publisher.post(f"{ADMIN}again/", {"pk": document.pk, f"version-{document.pk}": document.edit_token})
    document.refresh_from_db()
    assert document.title == "安全部门改革" and document.paragraphs.get(label="5").text != "旧程序读坏的一段"
    assert document.citations_made.filter(origin=Origin.REJECTED).count() == 1


def test_an_old_text_is_compared_and_restored(publisher, document):
    changed = RESOLUTION.read_text().replace("2020 年 12 月 3 日通过", "2020 年 12 月 4 日通过")
    upload(publisher, ("bis.txt", changed.encode()))
    asked = document.uploads.get(state="asked")
    publisher.post(f"{ADMIN}upload/{asked.pk}/", {"word": "version", "version": document.edit_token})
    old = document.versions.last()
    html = publisher.get(f"{ADMIN}{document.pk}/versions/{old.pk}/").content.decode()
    assert "<ins>2020-12-03</ins>" in html
    assert "旧文本已恢复" in post(publisher, document, f"versions/{old.pk}/")
    document.refresh_from_db()
    assert (document.adopted_on.day, document.versions.count()) == (3, 3)


def test_history_lists_versions_corrections_and_who_did_what(publisher, document):
    post(publisher, document, **heading(document, title="安全部门改革"))
    html = publisher.get(f"{ADMIN}{document.pk}/history/").content.decode()
    assert "更正标题：安全部门改革" in html and "2553.txt" in html and "发布</td>" in html
    post(publisher, document, f"corrections/{document.corrections.get().pk}/undo/")
    document.refresh_from_db()
    assert document.title == "第2553(2020)号决议"


def test_editors_may_not_publish_nor_change_what_is_published(editor, roles):
    upload(editor, ("2553.txt", RESOLUTION.read_bytes()))
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    url = f"{ADMIN}{document.pk}"
    assert editor.post(f"{url}/publish/").status_code == 403
    assert editor.post(f"{url}/change/", heading(document)).status_code == 302
    Document.objects.filter(pk=document.pk).update(status=Status.PUBLISHED)
    assert editor.post(f"{url}/change/", heading(document, title="改")).status_code == 403
    assert editor.post(f"{url}/paragraphs/3/", {"action": "join"}).status_code == 403


def test_a_visitor_is_sent_to_the_login_and_staff_without_a_role_is_refused(client, django_user_model):
    assert client.get(f"{ADMIN}upload/").status_code == 302
    client.force_login(django_user_model.objects.create_user("looker", is_staff=True))
    assert client.get(f"{ADMIN}upload/").status_code == 403
    assert "找管理员" in client.get("/admin/").content.decode()


def test_every_list_of_the_desk_opens(admin_client, publisher, document):
    models = ["document", "citation", "sourcefile", "textversion", "catalogueentry", "agendaitem", "upload", "change"]
    for model in [*models, "linkreport"]:
        assert admin_client.get(f"/admin/resolutions/{model}/").status_code == 200, model


def test_the_worklist_names_what_waits(publisher, document):
    Document.objects.filter(symbol="S/RES/2151(2014)").update(citations_in=5)
    LinkReport.objects.create(document=document, anchor="pp2", problem="target", note="应为另一份")
    html = publisher.get("/admin/").content.decode()
    assert "?symbol=S%2FRES%2F2151%282014%29" in html and "应为另一份" in html
    assert '读者纠错 <span class="count">1</span>' in html
    publisher.post(f"{ADMIN}reports/{LinkReport.objects.get().pk}/handled/")
    assert "应为另一份" not in publisher.get("/admin/").content.decode()
    assert LinkReport.objects.get().handled_by.username == "发布"


def test_a_letter_given_its_symbol_is_found_under_it(publisher, client):
    upload(publisher, ("letter.txt", LETTER.read_bytes()))
    document = Document.objects.get(status=Status.DRAFT)
    values = {"symbol": "S/2017/831", "kind": "letter", "title": "来信", "date": "2017-10-03"}
    post(publisher, document, **values) if document.symbol else publisher.post(
        f"{ADMIN}{document.pk}/change/", values | {"version": document.edit_token}
    )
    moved = Document.objects.get(symbol="S/2017/831")
    post(publisher, moved, "publish/")
    assert client.get("/S/2017/831").status_code == 200


def test_after_five_wrong_passwords_the_login_pauses(client, roles):
    member("编辑")
    for _ in range(5):
        answer = client.post("/admin/login/", {"username": "编辑", "password": "wrong"})
    assert answer.status_code == 429 and "登录这个账号暂停到" in answer.content.decode()
    assert client.post("/admin/login/", {"username": "编辑", "password": "编辑"}).status_code == 429


def test_the_desk_has_the_same_strict_policy_as_the_portal(publisher, document):
    policy = publisher.get(f"{ADMIN}{document.pk}/change/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "nonce" not in policy


def test_the_original_is_a_download_that_no_browser_runs(publisher, document, client):
    address = reverse("original", args=[document.sources.get().pk])
    assert client.get(address).status_code == 404
    response = publisher.get(address)
    assert b"".join(response.streaming_content) == RESOLUTION.read_bytes()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_search_without_results_is_counted_for_the_worklist(publisher, client, seeds):
    for _ in range(2):
        client.get("/search", {"q": "维和行动预算外资源表"})
    client.get("/search", {"q": "安全部门改革"})
    assert list(UnansweredSearch.objects.values_list("words", "times")) == [("维和行动预算外资源表", 2)]
    assert "维和行动预算外资源表" in publisher.get("/admin/").content.decode()
