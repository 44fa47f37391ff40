"""Rules for every page: language, title, landmarks, unique ids, no other hosts, escaping."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.web import factories
from tests.web.html import normalize_tags

PAGES = [
    "/", "/years/2020", "/S/RES/2553(2020)", "/S/RES/2151(2014)", "/texts/repertoire-2020", "/CHARTER",
    "/CHARTER/ch.VII", "/CHARTER/art.39", "/no-such-page", "/S/RES/2600(2021)", "/S/RES/2553(2020)/cited-by",
    "/S/RES/2553(2020)/cites", "/CHARTER/cited-by", "/S/RES/2553(2020)?q=改革",
    "/S/RES/2553(2020)/similar", "/S/RES/2553(2020)/report", "/compare",
    "/compare?a=2553&b=2553", "/trace", "/trace?phrase=安全部门改革",
    "/finder", "/data", "/years/1900.ris",
]  # fmt: skip
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


@pytest.fixture
def site(db):
    factories.make_table(factories.make_repertoire(factories.make_resolution()))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_language_title_one_heading_and_landmarks(site, client, address):
    html = normalize_tags(client.get(address).content.decode())
    assert '<html lang="zh-Hans">' in html
    assert len(re.findall("<h1[ >]", html)) == 1
    assert re.search("<title>[^<· ]", html)
    assert all(f"<{name}" in html for name in ("header", "main", "footer")) and 'href="#main"' in html


@pytest.mark.parametrize("address", PAGES)
def test_every_id_is_unique_and_every_anchor_exists(site, client, address):
    html = normalize_tags(client.get(address).content.decode())
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_asks_another_host_for_anything(site, client, address):
    html = normalize_tags(client.get(address).content.decode())
    # Browsers do not fetch links to other languages or the addresses in JSON-LD.
    html = re.sub(
        r'<link rel="alternate" hreflang[^>]*>|<script type="application/ld\+json">.*?</script>', "", html, flags=re.S
    )
    assert not re.findall(r'(?:src|<link[^>]*href)="(?!/[^/]|http://testserver/)[^"]*"', html)
    assert " style=" not in html and "<style" not in html and not re.search(r"<script(?! src=)", html)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_no_template_switches_escaping_off(template):
    assert not re.search(r"\|\s*safe\b|autoescape off|mark_safe", template.read_text())


def test_the_error_page_needs_no_database_or_request():
    from django.template.loader import render_to_string

    assert "暂时无法显示" in render_to_string("500.html")
