"""The work of an editor in a real browser; no page violates the content security policy."""

import base64
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # milliseconds: a file is read in another process, on a machine that may be busy
# Real sentences of the documents that cite it; the heading as the Council prints it.
STUB_TEXT = """第2151(2014)号决议
安全理事会2014年4月28日第7161次会议通过
安全理事会，
回顾其2007年2月21日(S/PRST/2007/3)和2008年5月12日(S/PRST/2008/14)主席声明，
1. 重申安全部门改革对于巩固和平与稳定、促进减贫、法治和善治至关重要；
2. 决定继续处理此案。
"""
DROP = """([target, name, content]) => {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type: "application/octet-stream" }));
  const event = new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
  document.querySelector(target).dispatchEvent(event);
}"""


@pytest.fixture
def desk(transactional_db, live_server, browser):
    """A browser page of a member of 发布 after the login; 2594(2021) is the only document with a text."""
    from resolutions.writing.publish import ingest_file
    from search import indexing
    from tests.desk.people import TEXTS, make_roles, member

    make_roles()
    member("发布")
    indexing.rebuild_from_database()
    ingest_file((TEXTS / "001_0d48ed4ffeeab0a4.txt").read_bytes(), "2594.txt")
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.set_default_timeout(20_000)  # milliseconds
    page = context.new_page()
    page.broken = []
    page.on("console", lambda said: page.broken.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    page.goto("/admin/")
    page.get_by_label("用户名").fill("发布")
    page.get_by_label("密码").fill("发布")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("工作清单")
    yield page
    context.close()


def drop(page, name: str, data: bytes) -> None:
    page.get_by_role("navigation", name="编辑后台").get_by_role("link", name="上传文件").click()
    page.get_by_text("或把文件拖到这里").wait_for()  # shown by the script when it is ready
    page.evaluate(DROP, ["#drop", name, base64.b64encode(data).decode()])


def test_from_a_dropped_pdf_to_a_published_page_that_keeps_its_corrections(desk):
    from tests.sources.samples import pdf

    page, data = desk, pdf("000", "one column")
    drop(page, "2553.pdf", data)
    expect(page.locator(".result.read")).to_contain_text("S/RES/2553(2020)")
    page.locator(".result.read").get_by_role("link", name="查看").click()
    expect(page.locator(".found")).to_contain_text(re.compile(r"\d+ 处引用，\d+ 份文件：\d+ 份已收录，\d+ 份新列入"))

    page.get_by_label("标题", exact=True).fill("关于安全部门改革的第2553(2020)号决议")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("关于安全部门改革")

    page.locator(".read .cite", has_text="2282").first.click()
    page.locator("form.citation", has_text="2282").first.get_by_role("button", name="否定：不是引文").click()
    expect(page.locator(".read .cite.rejected")).to_have_count(1)

    page.get_by_role("button", name="发布").click()
    expect(page.locator(".messagelist")).to_contain_text("/S/RES/2553(2020)")
    page.goto("/search?q=安全部门改革")
    page.get_by_role("main").get_by_role("link", name=re.compile("关于安全部门改革的第2553")).first.click()
    expect(page.locator("#pp2 a.cite")).to_have_count(4)

    page.goto("/admin/resolutions/document/?q=2553")
    page.get_by_role("link", name="S/RES/2553(2020)", exact=True).click()
    page.get_by_role("link", name="重新读取").click()
    expect(page.get_by_role("main")).to_contain_text("没有变化")
    drop(page, "2553.pdf", data)
    expect(page.locator(".result.held")).to_contain_text("SHA-256 相同")
    page.locator(".result.held").get_by_role("link").click()
    expect(page.locator(".read .cite.rejected")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_contain_text("关于安全部门改革")
    assert page.broken == []


def test_a_text_for_a_stub_and_the_links_of_others_lead_to_it(desk):
    from resolutions.writing.publish import ingest_file
    from tests.desk.people import RESOLUTION

    page = desk
    ingest_file(RESOLUTION.read_bytes(), "2553.txt")
    page.goto("/admin/resolutions/document/?q=2151")
    page.get_by_role("link", name="S/RES/2151(2014)", exact=True).click()
    page.get_by_role("link", name="上传文本").click()
    expect(page.get_by_label("文号")).to_have_value("S/RES/2151(2014)")
    page.locator("#id_files").set_input_files(
        {"name": "2151.txt", "mimeType": "text/plain", "buffer": STUB_TEXT.encode()}
    )
    page.get_by_role("button", name="上传并读取").click()
    page.locator(".result.read").get_by_role("link", name="查看").click()
    page.get_by_role("button", name="发布").click()
    page.goto("/S/RES/2553(2020)")
    page.locator("#pp2").get_by_role("link", name=re.compile("2151")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("第2151(2014)号决议")
    expect(page.locator("#op1")).to_contain_text("巩固和平与稳定")


def test_selected_words_become_a_citation(desk):
    from resolutions.models import Document

    page = desk
    document = Document.objects.get(symbol="S/RES/2594(2021)")
    page.goto(f"/admin/resolutions/document/{document.pk}/change/")
    words = page.locator(".read p.words").filter(has_text="维护国际和平与安全的首要责任").first
    words.scroll_into_view_if_needed()
    words.evaluate(
        """(element) => {
          const node = element.lastChild, at = node.data.indexOf("首要责任");
          const range = document.createRange();
          range.setStart(node, at); range.setEnd(node, at + 4);
          const selection = getSelection();
          selection.removeAllRanges(); selection.addRange(range);
          document.dispatchEvent(new MouseEvent("mouseup"));
        }"""
    )
    page.get_by_role("link", name="添加引文").click()
    form = page.locator("form#add")
    expect(form.get_by_label("原文用语")).to_have_value("首要责任")
    form.get_by_label("引用的文件").fill("S/RES/1325(2000)")
    form.get_by_role("button", name="添加").click()
    expect(page.locator(".read .cite.manual")).to_have_text("首要责任")
    assert page.broken == []


def test_no_page_of_the_desk_breaks_the_strict_policy(desk, django_user_model):
    from resolutions.models import Document

    page = desk
    django_user_model.objects.filter(username="发布").update(is_superuser=True)
    document = Document.objects.get(symbol="S/RES/2594(2021)")
    desk_page = f"/admin/resolutions/document/{document.pk}"
    version, order = document.versions.first().pk, document.paragraphs.first().order
    pages = [
        *(f"{desk_page}/{rest}" for rest in ("change/", "history/", f"versions/{version}/", f"paragraphs/{order}/")),
        *(
            f"/admin/resolutions/document/{rest}"
            for rest in ("", "upload/", "again/?all=1", "handbook/", "?status=draft")
        ),
        *(f"/admin/resolutions/{model}/" for model in ("citation", "sourcefile", "textversion", "upload", "change")),
        *("/admin/auth/user/add/", "/admin/auth/user/", "/admin/auth/group/", "/admin/auth/group/add/"),
        "/admin/password_change/",
    ]
    for address in pages:
        assert page.goto(address).status == 200, address
        page.wait_for_load_state("networkidle")
    assert page.broken == []


def review_of_broken_lines(desk) -> str:
    """Ingest a text whose lines became paragraphs, and return the address of its review page."""
    from resolutions.writing.publish import ingest_file
    from tests.desk.test_paragraph_selection import TEXT

    document = ingest_file(TEXT.encode(), "2554.txt", publish=False).document
    return f"/admin/resolutions/document/{document.pk}/change/"


def test_paragraphs_are_corrected_by_mouse_and_keyboard_without_a_page_load(desk):
    page = desk
    page.goto(review_of_broken_lines(desk))
    page.evaluate("window.stays = true")
    rows = page.locator("ol.read > li")
    count = rows.count()
    first = page.locator("ol.read > li", has_text="2151")
    first.get_by_role("checkbox").check()
    page.locator("ol.read > li", has_text="2282").get_by_role("checkbox").check()
    page.get_by_role("button", name="合并所选").click()
    expect(rows).to_have_count(count - 1)
    expect(page.locator("ol.read > li", has_text="2151")).to_contain_text("2282")

    page.locator("ol.read > li", has_text="必须改革").get_by_role("checkbox").focus()
    page.keyboard.press("p")
    expect(rows).to_have_count(count - 2)
    page.locator("ol.read > li", has_text="2151").get_by_role("checkbox").focus()
    page.keyboard.press("e")
    text = page.get_by_role("textbox", name="文字", exact=True)
    expect(text).to_be_focused()
    text.fill(text.input_value().replace("2282(2016)", "2283(2016)"))
    page.keyboard.press("Control+Enter")
    expect(page.locator("ol.read .cite", has_text="2283")).to_have_count(1)
    page.keyboard.press("e")
    text.evaluate("(field) => field.setSelectionRange(field.value.indexOf('强调'), field.value.indexOf('强调'))")
    page.get_by_role("button", name="在光标处拆分").click()
    expect(rows).to_have_count(count - 1)
    assert page.evaluate("window.stays") and page.broken == []


def test_what_the_second_editor_typed_stays_beside_what_the_first_saved(desk):
    page, address = desk, review_of_broken_lines(desk)
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    for tab, number in ((page, "2283(2016)"), (other, "2284(2016)")):
        tab.locator("ol.read > li", has_text="2282").get_by_role("checkbox").focus()
        tab.keyboard.press("e")
        text = tab.get_by_role("textbox", name="文字", exact=True)
        text.fill(text.input_value().replace("2282(2016)", number))
        tab.get_by_role("button", name="保存文字").click()
        if tab is page:
            expect(tab.locator("ol.read .cite", has_text="2283")).to_have_count(1)
    expect(other.locator("#typed-values del")).to_have_text("2283(2016)")
    expect(other.get_by_role("textbox", name="文字", exact=True)).to_have_value("又回顾其第2284(2016)号决议，")
    other.get_by_role("button", name="保存文字").click()
    expect(other.locator("ol.read .cite", has_text="2284")).to_have_count(1)
    assert page.broken == []


def test_paragraphs_are_joined_without_javascript(desk, browser, live_server):
    address, cookies = review_of_broken_lines(desk), desk.context.cookies()
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(address)
    assert page.locator("html").evaluate("(html) => html.scrollWidth") <= 390
    count = page.locator("ol.read > li").count()
    page.locator("ol.read > li", has_text="2282").get_by_role("checkbox").check()
    page.get_by_role("button", name="并入前一段").click()
    expect(page.locator("ol.read > li")).to_have_count(count - 1)
    context.close()
