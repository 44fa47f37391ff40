"""Every address of the desk × role × state of the document: allowed, 403, or redirect to the login."""

from dataclasses import dataclass, field
from itertools import product

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from resolutions.admin.documents import DocumentAdmin
from resolutions.admin.readonly import ReadOnlyMixin
from resolutions.desk import second_factor
from resolutions.models import CatalogueEntry, Change, Document, LinkReport, Status, Subject, Upload
from tests.desk.people import logged_in, member

pytestmark = pytest.mark.django_db
PEOPLE = ["访客", "没有角色的职员", "编辑", "发布", "管理员", "超级用户"]
EDITORS = {"编辑", "发布", "管理员", "超级用户"}
PUBLISHERS = EDITORS - {"编辑"}
NOBODY: set[str] = set()
CHANGING_A_DOCUMENT = {
    Status.STUB: EDITORS,
    Status.DRAFT: EDITORS,
    Status.PUBLISHED: PUBLISHERS,
    Status.WITHDRAWN: PUBLISHERS,
    Status.DISCARDED: NOBODY,
}
READING_AGAIN = CHANGING_A_DOCUMENT | {Status.DISCARDED: EDITORS}  # discarded drafts are not among the chosen
ALWAYS = dict.fromkeys(Status, EDITORS)
PUBLISHING = dict.fromkeys(Status, PUBLISHERS)
NEVER = dict.fromkeys(Status, NOBODY)


@dataclass(frozen=True)
class PermissionRow:
    """A request: its name in the urlconf, the arguments in the address by name, data, and who may by state.

    The document has no pages that could be shown: who may see them is told that there are none.
    """

    name: str
    method: str
    allowed: dict[Status, set[str]]
    arguments: tuple[str, ...] = ()
    data: dict[str, str] = field(default_factory=dict)
    has_pages: bool = True


HEADING = {"symbol": "S/RES/2554(2020)", "kind": "resolution", "title": "标题", "date": "2020-12-04"}
ROWS = [
    PermissionRow("upload", "get", ALWAYS),
    PermissionRow("upload", "post", ALWAYS),
    PermissionRow("upload_lines", "post", ALWAYS),
    PermissionRow("upload_lines", "get", ALWAYS, data={"line": "waiting"}),
    PermissionRow("decide", "get", ALWAYS, ("asked",)),
    PermissionRow("decide", "post", CHANGING_A_DOCUMENT | {Status.PUBLISHED: EDITORS}, ("asked",), {"word": "version"}),
    PermissionRow("decide", "post", ALWAYS, ("asked",), {"word": "apart"}),
    PermissionRow("decide", "post", ALWAYS, ("asked",), {"word": "cancel"}),
    PermissionRow("resume", "post", ALWAYS, ("waiting",)),
    PermissionRow("discard_upload", "post", ALWAYS, ("waiting",)),
    PermissionRow("restore_upload", "post", ALWAYS, ("waiting",)),
    PermissionRow("discarded", "get", ALWAYS),
    PermissionRow("uploads", "get", ALWAYS),
    PermissionRow("uploads", "post", ALWAYS, data={"word": "discard"}),
    PermissionRow("publish_many", "post", PUBLISHING),
    PermissionRow("handover", "post", CHANGING_A_DOCUMENT, ("document",), {"word": "ready"}),
    PermissionRow("discard", "post", CHANGING_A_DOCUMENT, ("document",)),
    PermissionRow("restore", "post", ALWAYS, ("document",)),
    PermissionRow("again", "get", ALWAYS, data={"pk": "document"}),
    PermissionRow("again", "post", READING_AGAIN, data={"pk": "document"}),
    PermissionRow("finish", "post", ALWAYS),
    PermissionRow("catalogue_import", "get", PUBLISHING),
    PermissionRow("catalogue_import", "post", PUBLISHING, data={"kind": "voting"}),
    PermissionRow("catalogue_preview", "get", PUBLISHING, ("import",)),
    PermissionRow("catalogue_preview", "post", PUBLISHING, ("import",), {"cancel": "1"}),
    PermissionRow("jobs", "get", ALWAYS),
    PermissionRow("job", "get", ALWAYS, ("job",)),
    PermissionRow("job_cancel", "post", ALWAYS, ("job",)),
    PermissionRow("job_retry", "post", ALWAYS, ("job",)),
    PermissionRow("job_index", "post", ALWAYS),
    PermissionRow("job_fetch", "post", ALWAYS, data={"symbol": "S/RES/2554(2020)"}),
    PermissionRow("recognize", "post", CHANGING_A_DOCUMENT, ("document",)),
    PermissionRow("corrected", "post", CHANGING_A_DOCUMENT, ("document",)),
    PermissionRow("handbook", "get", ALWAYS),
    PermissionRow("handle_report", "post", ALWAYS, ("report",)),
    PermissionRow("publish", "post", PUBLISHING, ("document",)),
    PermissionRow("withdraw", "post", PUBLISHING, ("document",), {"reason": "译文有误"}),
    PermissionRow("history", "get", ALWAYS, ("document",)),
    PermissionRow("pages", "get", ALWAYS, ("document",), has_pages=False),
    PermissionRow("page_image", "get", ALWAYS, ("document", "order"), has_pages=False),
    PermissionRow("undo", "post", CHANGING_A_DOCUMENT, ("document", "correction")),
    PermissionRow("unused", "post", CHANGING_A_DOCUMENT, ("document",)),
    PermissionRow("version", "get", ALWAYS, ("document", "version")),
    PermissionRow("version", "post", CHANGING_A_DOCUMENT, ("document", "version")),
    PermissionRow("version", "post", ALWAYS, ("document", "version"), {"decline": "1"}),
    PermissionRow("version_page", "get", ALWAYS, ("document", "version")),
    PermissionRow("translation", "get", ALWAYS, ("document", "translation")),
    PermissionRow("translation", "post", PUBLISHING, ("document", "translation")),
    PermissionRow("translation", "post", PUBLISHING, ("document", "translation"), {"withdraw": "1"}),
    PermissionRow("translation", "post", ALWAYS, ("document", "translation"), {"discard": "1"}),
    PermissionRow("paragraphs", "post", CHANGING_A_DOCUMENT, ("document",), {"action": "join"}),
    PermissionRow("paragraph", "get", ALWAYS, ("document", "order")),
    PermissionRow("paragraph", "post", CHANGING_A_DOCUMENT, ("document", "order"), {"action": "join"}),
    PermissionRow("change", "get", ALWAYS, ("document",)),
    PermissionRow("change", "post", CHANGING_A_DOCUMENT, ("document",), HEADING),
    PermissionRow("changelist", "get", ALWAYS),
    PermissionRow("add", "get", NEVER),
    PermissionRow("add", "post", NEVER),
    PermissionRow("delete", "get", NEVER, ("document",)),
    PermissionRow("delete", "post", NEVER, ("document",)),
]


def client_of(person: str) -> Client:
    if person == "访客":
        return Client()
    if person == "没有角色的职员":
        return logged_in(User.objects.create_user(person, is_staff=True))
    return logged_in(User.objects.create_superuser(person) if person == "超级用户" else member(person))


def state_of_the_desk(scene: dict[str, int]) -> tuple:
    """Everything that a request could write."""
    return (
        list(Document.objects.filter(pk=scene["document"]).values()),
        list(Upload.objects.order_by("pk").values_list("pk", "state")),
        list(LinkReport.objects.values_list("handled_at", flat=True)),
        Change.objects.count(),
    )


def answer(client: Client, row: PermissionRow, scene: dict[str, int]) -> str:
    """Return ``allowed``, ``403``, ``login`` or ``changed`` (refused, but something was written)."""
    url = reverse(f"admin:resolutions_document_{row.name}", args=[scene[name] for name in row.arguments])
    data: dict = row.data | ({"pk": scene["document"]} if "pk" in row.data else {})
    if "line" in data:
        data["line"] = scene[data["line"]]
    if row.name.startswith("upload") and row.method == "post":
        data["files"] = SimpleUploadedFile("note.txt", "第2555(2020)号决议\n安全理事会，\n1. 决定。".encode())
    with transaction.atomic():
        before = state_of_the_desk(scene)
        response = getattr(client, row.method)(url, data)
        is_changed = state_of_the_desk(scene) != before
        transaction.set_rollback(True)
    if response.status_code in (200, 302) and "/login/" not in response.get("Location", ""):
        return "allowed"
    if response.status_code == 404 and not row.has_pages:
        return "allowed"
    refusal = "login" if response.status_code == 302 else str(response.status_code)
    return f"{refusal}, but changed" if is_changed else refusal


def expected(person: str, row: PermissionRow, state: Status) -> str:
    if person == "访客":
        return "login"
    return "allowed" if person in row.allowed[state] else "403"


@pytest.mark.parametrize("person, state", list(product(PEOPLE, Status)))
def test_each_request_is_answered_as_the_table_says(person, state, scene):
    """The stub has a text in this test, so that all addresses exist in all states."""
    client = client_of(person)
    Document.objects.filter(pk=scene["document"]).update(status=state)
    answers = {(row.name, row.method, *row.data.values()): answer(client, row, scene) for row in ROWS}
    wanted = {(row.name, row.method, *row.data.values()): expected(person, row, state) for row in ROWS}
    assert answers == wanted


def test_every_address_of_documents_in_the_admin_is_in_the_table():
    """A new address needs a row. The pattern without a name only redirects to the form."""
    urls = DocumentAdmin(Document, admin.site).get_urls()
    names = {url.name.removeprefix("resolutions_document_") for url in urls if url.name}
    assert names == {row.name for row in ROWS}


@pytest.mark.parametrize("name, url", [(url.name, url) for url in DocumentAdmin(Document, admin.site).get_urls()])
def test_every_address_that_can_be_posted_to_has_a_row_for_posting(name, url, scene):
    """Pages that write nothing are named here."""
    shown = ("handbook", "history", "changelist", "jobs", "job", "discarded", "pages", "page_image", "version_page")
    only_shown = {f"resolutions_document_{name}" for name in shown}
    posted = {f"resolutions_document_{row.name}" for row in ROWS if row.method == "post"}
    assert name is None or name in posted | only_shown


@pytest.mark.parametrize("person, status", [("编辑", Status.DRAFT), ("发布", Status.PUBLISHED)])
def test_the_list_publishes_only_for_those_who_may_publish(scene, person, status):
    client, url = client_of(person), reverse("admin:resolutions_document_changelist")
    page = client.post(url, {"action": "publish", "_selected_action": [scene["document"]]}).content.decode()
    token = Document.objects.get(pk=scene["document"]).edit_token
    assert (f"{scene['document']} {token}" in page) == (status == Status.PUBLISHED)
    client.post(f"{url}publish/", {"confirmed": f"{scene['document']} {token}"})
    assert Document.objects.get(pk=scene["document"]).status == status
    Document.objects.filter(pk=scene["document"]).update(status=Status.DRAFT)
    response = client.post(url, {"action": "read_again", "_selected_action": [scene["document"]]})
    assert response["Location"] == f"{reverse('admin:resolutions_document_again')}?pk={scene['document']}"


READ_ONLY = [model for model, options in admin.site._registry.items() if isinstance(options, ReadOnlyMixin)]


def test_all_tables_of_the_portal_are_read_only_in_the_admin():
    assert {model for model in admin.site._registry if model._meta.app_label == "resolutions"} == set(READ_ONLY)


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_no_row_is_added_changed_or_deleted_as_a_row_not_even_by_a_superuser(model, admin_client):
    options = admin.site._registry[model]
    prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert admin_client.post(reverse(f"{prefix}_add"), {}).status_code == 403
    request = admin_client.get(reverse(f"{prefix}_changelist")).wsgi_request
    is_correctable = model in (CatalogueEntry, Subject)  # their rows are written by ``resolutions.writing``, too
    assert options.has_change_permission(request) is is_correctable and not options.has_delete_permission(request)
    assert "delete_selected" not in options.get_actions(request)


@pytest.mark.parametrize("name", ["auth_user_second_factor", "auth_user_qr_code"])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_of_the_staff_has_an_own_second_factor_and_no_other_visitor(person, method, name, roles):
    response = getattr(client_of(person), method)(reverse(f"admin:{name}"))
    is_sent_to_login = response.status_code == 302 and "/login/" in response["Location"]
    assert is_sent_to_login == (person == "访客")
    assert is_sent_to_login or response.status_code in (200, 302)


@pytest.mark.parametrize("person", PEOPLE)
def test_only_administrators_switch_off_the_second_factor_of_others(person, roles):
    other = User.objects.create_user("另一位", is_staff=True)
    device = second_factor.begin_setup(other)
    device.confirmed = True
    device.save()
    data = {"action": "switch_off_second_factor", ACTION_CHECKBOX_NAME: [other.pk]}
    client_of(person).post(reverse("admin:auth_user_changelist"), data)
    assert second_factor.has_second_factor(other) == (person not in {"管理员", "超级用户"})
