"""A real Chromium before a real server with the five texts. Absent, its tests are skipped with the reason;
with REQUIRE_BROWSER=1 its absence is a failure."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "true"  # playwright's loop runs in the test's thread; no two use the ORM at once
)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",  # containers run as root, where Chromium's sandbox refuses to start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM:
        reason = "Chromium is not installed (Debian: apt-get install chromium); set CHROMIUM to its path"
        pytest.fail(reason) if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def site(transactional_db, live_server) -> str:
    """The address of the portal with the five texts read and indexed."""
    from portal.publishing import take_in

    for file in sorted(Path(settings.BASE_DIR, "fixtures/texts").glob("*.txt")):
        take_in(file.read_bytes(), file.name)
    return live_server.url


@pytest.fixture
def open_page(browser, site):
    """Open an address in a fresh window; keyword arguments go to the browser's context."""
    contexts = []

    def open_page(address: str, **options):
        options = {"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN", "reduced_motion": "reduce"} | options
        contexts.append(browser.new_context(base_url=site, **options))
        contexts[-1].set_default_timeout(10_000)  # milliseconds
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
