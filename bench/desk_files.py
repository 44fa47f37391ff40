"""Real files at the editors' desk, in a browser: from upload to a published page or a draft of their symbol.

    python -m bench.desk_files http://127.0.0.1:8000 USER PASSWORD FILE… [--many 300]

Needs Chromium and a temporary portal with its worker: it uploads and publishes as a member of the group 发布. Prints
one line a file: outcome, symbol, clicks, warnings of the reader, seconds. With ``--many`` it then uploads a ZIP of so
many made resolutions, publishes them together, and prints clicks and seconds.
"""

import argparse
import io
import os
import shutil
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
UPLOAD = "/admin/resolutions/document/upload/"
PATIENCE = 900_000  # milliseconds that a scan or a batch may take
TEXT = """第{number}(2031)号决议
安全理事会2031年{month}月{day}日第{meeting}次会议通过
安全理事会，
回顾其关于第{number}号项目的各项声明，重申致力于维护国际和平与安全，
1. 决定将第{number}号任务延长至2032年{month}月{day}日；
2. 决定继续处理此案。
"""


@dataclass(slots=True)
class Visit:
    """Way of one file through the desk; ``clicks`` counts buttons and links, not the choice of the file."""

    name: str
    outcome: str = ""
    symbol: str = ""
    clicks: int = 0
    warnings: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        name = self.name[:34]
        return f"{name:34} {self.outcome:12} {self.symbol:24} {self.clicks:2} {self.warnings:3} {self.seconds:7.1f}"


def main() -> None:
    """Log in, take each file through the desk, and print the table."""
    assert __doc__
    parser = argparse.ArgumentParser(prog="python -m bench.desk_files", description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("user")
    parser.add_argument("password")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--many", type=int, default=0)
    given = parser.parse_args()
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(base_url=given.address, locale="zh-CN")
        log_in(page, given.user, given.password)
        if given.files:
            print(f"{'file':34} {'outcome':12} {'symbol':24} clicks, warnings, seconds")
        for file in given.files:
            print(take_to_the_end(page, file), flush=True)
        if given.many:
            print(publish_many(page, given.many))
        browser.close()


def log_in(page: Page, user: str, password: str) -> None:
    """Log in through the form of the desk."""
    page.goto("/admin/")
    page.get_by_label("用户名").fill(user)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/admin/")


def take_to_the_end(page: Page, file: Path) -> Visit:
    """Upload a file, wait for its line, look at the draft, and publish it if the desk offers that."""
    visit, began = Visit(file.name), time.monotonic()
    page.goto(UPLOAD)
    page.locator("#id_files").set_input_files(file)
    click(visit, page.get_by_role("button", name="上传并读取"))
    line = page.locator("#results li[data-line]:not(.waiting)")
    line.wait_for(timeout=PATIENCE)
    visit.outcome = line.locator(".state").inner_text()
    if look := line.get_by_role("link", name="查看", exact=True).all():
        click(visit, look[0])
        visit.symbol = page.get_by_label("文号", exact=True).first.input_value()
        visit.warnings = page.locator(".found .messagelist .warning").count()
        if publish := page.get_by_role("button", name="发布", exact=True).all():
            click(visit, publish[0])
            visit.outcome = "已发布" if page.get_by_text("已发布：").count() else "没有发布"
        else:
            visit.outcome = "草稿"
    visit.seconds = time.monotonic() - began
    return visit


def publish_many(page: Page, count: int) -> Visit:
    """Upload a ZIP of made resolutions, wait for its job, publish all drafts, and wait for that job."""
    visit, began = Visit(f"{count} files in a ZIP"), time.monotonic()
    page.goto(UPLOAD)
    page.locator("#id_files").set_input_files(
        FilePayload(name="批.zip", mimeType="application/zip", buffer=_pack(count))
    )
    click(visit, page.get_by_role("button", name="上传并读取"))
    click(visit, page.get_by_role("link", name="看进度和结果"))
    _wait_until(page, f"草稿 {count}")
    page.locator("input[name=all]").check()
    click(visit, page.get_by_role("button", name="发布所选…"))
    click(visit, page.locator("form button.default[type=submit], form input.default[type=submit]").first)
    batch_page = f"{UPLOAD.replace('upload/', 'uploads/')}"
    page.goto(batch_page)
    _wait_until(page, f"已发布 {count}")
    visit.outcome, visit.symbol, visit.seconds = "已发布", f"{count} 份", time.monotonic() - began
    return visit


def click(visit: Visit, target: Locator) -> None:
    """Click and count it."""
    visit.clicks += 1
    target.click()
    target.page.wait_for_load_state()


def _wait_until(page: Page, words: str) -> None:
    """Reload the page until its summary has the words. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE / 1000
    while words not in " ".join(page.locator(".summary").inner_text().split()):
        if time.monotonic() > end:
            raise TimeoutError(words)
        time.sleep(2)
        page.reload()


def _pack(count: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(count):
            text = TEXT.format(number=3000 + at, month=at % 12 + 1, day=at % 28 + 1, meeting=12_000 + at)
            archive.writestr(f"{3000 + at}.txt", text)
    return data.getvalue()


if __name__ == "__main__":
    main()
