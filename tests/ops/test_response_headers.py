"""Headers of every response: unused browser features are off, other sites embed nothing, staff's pages stay nowhere."""

import pytest
from django.contrib.auth.models import Permission

from resolutions.models import Document, SourceFile, Status
from tests.web.factories import make_document

FORBIDDING = "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.fixture
def draft(db) -> Document:
    return make_document("S/RES/2553(2020)", status=Status.DRAFT)


@pytest.fixture
def staff(client, django_user_model):
    """Staff account without a role, logged in."""
    user = django_user_model.objects.create_user("li", is_staff=True)
    client.force_login(user)
    return user


def give_role(user) -> None:
    user.user_permissions.add(Permission.objects.get(codename="view_document"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/no-such-page", "/healthz", "/api/v1/search?q=x"])
def test_every_response_turns_off_what_pages_do_not_use(client, path):
    headers = client.get(path).headers
    assert "camera=()" in headers["Permissions-Policy"] and "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_documents_may_not_be_shared_with_the_window_that_opened_them(client, db):
    assert client.get("/").headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_nothing_is_stored_of_what_an_editor_is_shown(client, staff, draft):
    give_role(staff)
    for path in ("/S/RES/2553(2020)", "/", "/admin/", "/no-such-page"):
        assert client.get(path).headers["Cache-Control"] == FORBIDDING, path


def test_a_reader_may_store_pages(client, db):
    for cookies in ({}, {"sessionid": "of-nobody"}):
        client.cookies.load(cookies)
        assert "no-store" not in client.get("/").headers.get("Cache-Control", "")


def test_staff_without_a_role_see_no_draft_and_no_original_of_one(client, staff, draft):
    source = SourceFile.objects.create(document=draft, name="a.txt", file="a.txt", sha256="0" * 64, size=1)
    for path in ("/S/RES/2553(2020)", f"/originals/{source.pk}"):
        assert client.get(path).status_code == 404
    give_role(staff)
    assert client.get("/S/RES/2553(2020)").status_code == 200


def test_a_role_without_the_mark_of_staff_sees_no_draft(client, draft, django_user_model):
    reader = django_user_model.objects.create_user("reader")
    give_role(reader)
    client.force_login(reader)
    assert client.get("/S/RES/2553(2020)").status_code == 404
