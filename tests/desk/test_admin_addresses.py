"""No address of the admin answers 500, for any kind of document and any visitor; the addresses are the urlconf's."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from resolutions.models import Document, LinkReport, SourceFile, TextVersion, Upload
from resolutions.writing.publish import change_status, ingest_file
from tests.desk.people import logged_in, member
from tests.desk.scene import TEXT

pytestmark = pytest.mark.django_db
VISITORS = ["访客", "没有角色的职员", "编辑", "发布", "管理员", "超级用户"]
NOT_THERE = 2**31 - 1
WITHOUT_SYMBOL = "安全理事会主席的说明\n1. 本说明没有文号。\n2. 决定继续处理此案。\n"


@pytest.fixture
def documents(scene) -> list[Document]:
    """A document of each kind: draft, stub, published, withdrawn, and a draft without a symbol."""
    published = ingest_file(TEXT.replace("2554", "2557").encode(), "2557.txt").document
    withdrawn = ingest_file(TEXT.replace("2554", "2558").encode(), "2558.txt").document
    change_status(withdrawn, "withdrawn", reason="译文有误")
    nameless = ingest_file(WITHOUT_SYMBOL.encode(), "note.txt", publish=False).document
    stub = Document.objects.get(symbol="S/RES/2151(2014)")
    return [Document.objects.get(pk=scene["document"]), stub, published, withdrawn, nameless]


def admin_patterns() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return name, path with ``{}`` for its arguments, and the names of these, of each pattern of the admin."""
    found: list[tuple[str, str, tuple[str, ...]]] = []

    def walk(patterns: list[URLPattern | URLResolver], before: str, names: tuple[str, ...]) -> None:
        for pattern in patterns:
            part = str(pattern.pattern)
            converters = tuple(pattern.pattern.converters)
            path = before + "".join("{}" if piece.startswith("<") else piece for piece in _pieces(part))
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, path, names + converters)
            elif path.startswith("admin/") and "(?P" not in path:
                found.append((pattern.name or "", f"/{path}", names + converters))

    walk(get_resolver().url_patterns, "", ())
    return found


def _pieces(route: str) -> list[str]:
    """Split ``a/<int:pk>/b`` into ``a/``, ``<int:pk>`` and ``/b``."""
    return route.replace("<", "\0<").replace(">", ">\0").split("\0")


def keys_of(name: str, argument: str, document: Document) -> list[int]:
    """Return the keys to try for an argument of a pattern: those of the document's rows, and one of no row."""
    models = {model._meta.model_name: model for model in apps.get_models()}
    model_name = name.split("_")[1] if name.count("_") else ""
    first = {
        "version": TextVersion.objects.filter(document=document).values_list("pk", flat=True).first(),
        "correction": document.corrections.values_list("pk", flat=True).first(),
        "order": 1,
        "content_type_id": ContentType.objects.get_for_model(Document).pk,
        "id": User.objects.values_list("pk", flat=True).first(),
    }
    if argument in first:
        return [key for key in (first[argument], NOT_THERE) if key]
    if name in ("resolutions_document_decide", "resolutions_document_resume"):
        return list(Upload.objects.values_list("pk", flat=True)[:2])
    if name == "resolutions_document_handle_report":
        return list(LinkReport.objects.values_list("pk", flat=True)[:1])
    if model_name in models and model_name != "document":
        return [*models[model_name].objects.values_list("pk", flat=True)[:1], NOT_THERE]
    return [document.pk, NOT_THERE]


def addresses(documents: list[Document]) -> list[str]:
    filled = []
    for name, path, arguments in admin_patterns():
        for document in documents:
            choices = [keys_of(name, argument, document) for argument in arguments]
            filled += [path.format(*(keys[0] for keys in choices))] if all(choices) else []
            filled += [path.format(*(keys[-1] for keys in choices))] if all(choices) else []
    return list(dict.fromkeys(filled))


def client_of(visitor: str) -> Client:
    if visitor == "访客":
        return Client(raise_request_exception=False)
    if visitor == "没有角色的职员":
        client = logged_in(User.objects.create_user(visitor, is_staff=True))
    else:
        client = logged_in(User.objects.create_superuser(visitor) if visitor == "超级用户" else member(visitor))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_address_of_the_admin_is_an_error(visitor, documents):
    client = client_of(visitor)
    assert Group.objects.exists() and SourceFile.objects.exists()
    statuses = {address: client.get(address).status_code for address in addresses(documents)}
    assert {address: status for address, status in statuses.items() if status >= 500} == {}
    stub = documents[1]
    is_editor = visitor in VISITORS[2:]
    assert (statuses[f"/admin/resolutions/document/{stub.pk}/history/"] == 200) == is_editor
    assert len(statuses) > 100
