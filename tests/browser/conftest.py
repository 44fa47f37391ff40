"""Chromium and a live server with the five texts."""

import pytest


@pytest.fixture
def site(seeds, live_server) -> str:
    """URL of the portal with the five texts and the catalogue, restored from the snapshot of the run."""
    return live_server.url


@pytest.fixture
def open_page(browser, site):
    """Open an address in a new window; keyword arguments go to the browser context."""
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
