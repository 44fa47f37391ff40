"""Accessibility of the editors' desk: axe-core at both widths, light and dark; no page scrolls sideways."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.browser.test_accessibility import WCAG_22_AA, problems_in_either_theme, problems_of
from tests.desk.people import make_roles
from tests.desk.scene import build_scene

pytestmark = pytest.mark.browser
NAMED = [
    ("upload", []), ("uploads", []), ("discarded", []), ("jobs", []), ("job", ["job"]), ("handbook", []),
    ("decide", ["asked"]), ("history", ["document"]), ("version", ["document", "version"]), ("change", ["document"]),
    ("paragraph", ["document", "order"]), ("catalogue_import", []), ("changelist", []),
]  # fmt: skip
OTHERS = ["/admin/", "/admin/auth/user/", "/admin/auth/user/add/", "/admin/password_change/"]


@pytest.fixture
def desk(site, open_page):
    """Return a function that opens the desk in a window, and the addresses of its pages."""
    make_roles()
    user = User.objects.create_superuser("管理员", password="管理员")
    user.groups.set(Group.objects.all())
    scene = build_scene()
    addresses = [
        reverse(f"admin:resolutions_document_{name}", args=[scene[key] for key in keys]) for name, keys in NAMED
    ]

    def open_desk(**options):
        page = open_page("/admin/", **options)
        page.get_by_label("用户名").fill("管理员")
        page.get_by_label("密码").fill("管理员")
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(re.compile("/admin/$"))
        return page

    return open_desk, [*OTHERS, *addresses, f"{reverse('admin:resolutions_document_again')}?pk={scene['document']}"]


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_at_the_desk_in_either_theme(desk, width):
    open_desk, addresses = desk
    page = open_desk(color_scheme="light", viewport={"width": width, "height": 900})
    assert not problems_in_either_theme(page, addresses)


def test_no_page_of_the_desk_scrolls_sideways_on_a_phone(desk):
    open_desk, addresses = desk
    page = open_desk(viewport={"width": 390, "height": 800})
    wide = []
    for address in addresses:
        page.goto(address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 390:
            wide.append((address, width))
    assert not wide


def test_the_login_page_has_no_findings(open_page):
    page = open_page("/admin/login/")
    assert not problems_of(page, WCAG_22_AA)
