"""Screenshots of the editors' desk for the handbook and the documentation.

    python -m bench.desk_screens http://127.0.0.1:8000 USER PASSWORD

Needs Chromium, and a temporary portal with the catalogue and the seed texts except 2553(2020): the script uploads,
corrects and publishes as a member of the group 发布. Writes static/admin-handbook/*.png and docs/screens/desk-*.png.
"""

import argparse
import os
import shutil
from pathlib import Path

from playwright.sync_api import FilePayload, Page, sync_playwright

from tests.sources.samples import TEXTS, pdf

ROOT = Path(__file__).resolve().parent.parent
HANDBOOK = ROOT / "static" / "admin-handbook"
SCREENS = ROOT / "docs" / "screens"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDTH = 1280
CHANGED = (
    TEXTS["002"].read_text().replace("2017 年 11月 6日", "2017 年 11月 7日").replace("第 2378 (2017)", "第 2379 (2017)")
)
SELECT = """(element) => {
  const node = [...element.childNodes].find((child) => child.data && child.data.includes("安全部门改革"));
  const at = node.data.indexOf("安全部门改革");
  const range = document.createRange();
  range.setStart(node, at); range.setEnd(node, at + 6);
  const selection = getSelection();
  selection.removeAllRanges(); selection.addRange(range);
  document.dispatchEvent(new MouseEvent("mouseup"));
}"""


def main() -> None:
    """Log in and take all screenshots."""
    assert __doc__
    parser = argparse.ArgumentParser(prog="python -m bench.desk_screens", description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("user")
    parser.add_argument("password")
    given = parser.parse_args()
    HANDBOOK.mkdir(exist_ok=True)
    SCREENS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(base_url=given.address, viewport={"width": WIDTH, "height": 900}, locale="zh-CN")
        log_in(page, given.user, given.password)
        take_screenshots(page)
        browser.close()


def log_in(page: Page, user: str, password: str) -> None:
    """Log in through the form of the desk."""
    page.goto("/admin/")
    page.get_by_label("用户名").fill(user)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def take_screenshots(page: Page) -> None:
    """Take a document from upload to history, with a screenshot of each page."""
    same = TEXTS["001"].read_bytes()
    upload_files(
        page, ("S_RES_2553-ZH.pdf", pdf("000", "one column")), ("扫描件.pdf", b"%PDF-1.4\n"), ("2594.txt", same)
    )
    take_screenshot(page, "upload", 760)
    page.locator(".result.read").get_by_role("link", name="查看").click()
    document = page.url
    take_screenshot(page, "look", 1100)
    correct_document(page)
    page.goto(document)
    page.get_by_role("button", name="发布").click()
    page.locator("details.withdraw summary").click()
    page.get_by_label("理由（读者会看到）").fill("译文有误，等待更正。")
    take_screenshot(page, "withdraw", 520)
    page.goto(document)
    page.get_by_role("link", name="历史").click()
    take_screenshot(page, "history", 900)
    upload_files(page, ("S_RES_2382-ZH.txt", CHANGED.encode()), ("S_RES_2594-ZH.pdf", pdf("001", "one column")))
    page.locator(".result.asked").first.get_by_role("link").click()
    take_screenshot(page, "decide", 760)
    page.goto("/admin/")
    take_screenshot(page, "worklist", 900)


def correct_document(page: Page) -> None:
    """Correct the title, show a selection and a paragraph, reject a citation."""
    page.get_by_label("标题", exact=True).fill("第2553(2020)号决议：安全部门改革")
    page.get_by_role("button", name="保存").click()
    words = page.locator(".read p.words").filter(has_text="安全部门改革").nth(1)
    words.scroll_into_view_if_needed()
    words.evaluate(SELECT)
    take_screenshot(page, "selection", 700)
    page.locator(".read .cite", has_text="2282").first.click()
    page.locator("form.citation summary").nth(1).click()
    page.evaluate("scrollTo(0, 0)")
    take_screenshot(page, "paragraph", 1000)
    page.locator("form.citation").nth(4).get_by_role("button", name="否定：不是引文").click()


def upload_files(page: Page, *files: tuple[str, bytes]) -> None:
    """Upload files, each a name and its bytes, and wait until all are read."""
    page.goto("/admin/resolutions/document/upload/")
    payloads: list[FilePayload] = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files
    ]
    page.locator("#id_files").set_input_files(payloads)
    page.get_by_role("button", name="上传并读取").click()
    page.wait_for_function("() => document.querySelectorAll('li.result progress').length === 0")


def take_screenshot(page: Page, name: str, height: int) -> None:
    """Save the upper ``height`` pixels of the page for the handbook and for docs/screens."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.screenshot(path=HANDBOOK / f"{name}.png")
    shutil.copyfile(HANDBOOK / f"{name}.png", SCREENS / f"desk-{name}.png")
    page.set_viewport_size({"width": WIDTH, "height": 900})


if __name__ == "__main__":
    main()
