"""The desk in English: no Chinese word but those of documents."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.browser.test_desk_accessibility import NAMED, OTHERS
from tests.desk.people import make_roles
from tests.web.test_english_pages import chinese_on

pytestmark = pytest.mark.django_db
TITLE = "更正的标题"
WITHOUT_LOGIN = ["/admin/login/", "/admin/"]


def test_pages_of_the_desk(client, scene):
    make_roles()
    user = User.objects.create_superuser("editor", password="editor")
    user.groups.set(Group.objects.all())
    client.force_login(user)
    client.cookies["language"] = "en"
    pages = [reverse(f"admin:resolutions_document_{name}", args=[scene[key] for key in keys]) for name, keys in NAMED]
    found = {address: chinese_on(client, address) for address in [*OTHERS, *pages]}
    found["/admin/resolutions/document/"].remove(TITLE)  # Django's list writes its cells in Python, without markup
    assert {address: words for address, words in found.items() if words} == {}


@pytest.mark.parametrize("address", WITHOUT_LOGIN)
def test_pages_before_the_login(client, address):
    client.cookies["language"] = "en"
    response = client.get(address, follow=True)
    assert chinese_on(client, response.request["PATH_INFO"]) == []
