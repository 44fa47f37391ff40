"""A member of 管理员 assigns roles, and cannot get more permissions than 管理员 has."""

import re

import pytest
from django.contrib.auth.models import Group, User

from tests.desk.people import logged_in, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(roles):
    return logged_in(member("管理员"))


def change(client, user: User, **values) -> int:
    fixed = {"username": user.username, "is_active": "on", "is_staff": "on", "date_joined_0": "2026-01-01"}
    return client.post(f"/admin/auth/user/{user.pk}/change/", fixed | values).status_code


def test_an_account_is_made_and_given_a_role(keeper):
    password = {
        "password1": "维和行动-建设和平2026",
        "password2": "维和行动-建设和平2026",
    }
    page = keeper.get("/admin/auth/user/add/").content.decode()
    assert re.search(r'<input[^>]*name="is_staff"[^>]* checked', page)
    main = re.search(r'<form[^>]*id="user_form".*?</form>', page, re.S)[0]
    assert re.findall(r">[^<]*[A-Za-z]{4,}[^<]*<", re.sub(r"<(script|style).*?</\1>", "", main, flags=re.S)) == []
    filled = {"username": "wang", "is_staff": "on", **password}
    assert keeper.post("/admin/auth/user/add/", filled).status_code == 302
    user, role = User.objects.get(username="wang"), Group.objects.get(name="编辑")
    assert change(keeper, user, groups=[role.pk]) == 302
    assert list(user.groups.all()) == [role]


def test_nobody_makes_himself_a_superuser(keeper):
    user = User.objects.get(username="管理员")
    assert change(keeper, user, is_superuser="on", user_permissions=["1"]) == 302
    user.refresh_from_db()
    assert not user.is_superuser and not user.user_permissions.exists()


def test_a_superuser_is_out_of_reach(keeper, admin_user):
    assert change(keeper, admin_user, is_active="") == 403
    assert keeper.get(f"/admin/auth/user/{admin_user.pk}/password/").status_code == 403


def test_editors_do_not_see_accounts(editor, publisher):
    assert editor.get("/admin/auth/user/").status_code == publisher.get("/admin/auth/user/").status_code == 403
