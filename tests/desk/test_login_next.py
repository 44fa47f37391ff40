"""After the login an editor lands on a page of the desk, whatever the parameter ``next`` says."""

from urllib.parse import quote

import pytest

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
DESK = "/admin/"
BAD = ["", "https://example.org/", "//example.org/", "javascript:alert(1)", "http://[", "\\\\example.org", "\x00",
       "https://testserver@example.org/"]  # fmt: skip


@pytest.mark.parametrize("address", BAD)
def test_a_next_that_is_no_page_of_this_site_leads_to_the_desk(client, django_user_model, address):
    django_user_model.objects.create_superuser("a", password="a")
    answer = client.post(f"{LOGIN}?next={quote(address)}", {"username": "a", "password": "a", "next": address})
    assert (answer.status_code, answer["Location"]) == (302, DESK)


def test_a_next_of_this_site_is_followed(client, django_user_model):
    django_user_model.objects.create_superuser("a", password="a")
    page = "/admin/resolutions/document/"
    answer = client.post(f"{LOGIN}?next={page}", {"username": "a", "password": "a", "next": page})
    assert answer["Location"] == page


@pytest.mark.parametrize("address", BAD)
def test_the_form_is_shown_with_any_next(client, address):
    assert client.get(f"{LOGIN}?next={quote(address)}").status_code == 200
