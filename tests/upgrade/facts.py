"""Facts of a portal's data and pages, as JSON: ``python -m tests.upgrade.facts < ASKED`` on the environment's data.

``ASKED`` is JSON too: the commands of manage.py to run first, in one process as ``make run`` does, and the addresses
to request. It runs in a process of its own, on old code when the dump was made and on the present code in the test. It
imports nothing of the product: it finds models by name and pages by address, so that modules may move.
A field or address that was renamed on purpose is renamed here and in ``expected.json``.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client

NOT_COUNTED = {"Permission", "ContentType", "Session"}  # as many as Django makes


def facts(asked: dict[str, Any]) -> dict[str, Any]:
    """Return all facts by name. Pages are requested last, because a search without results adds a row."""
    return {
        "counts": counts(),
        "documents": documents(),
        "catalogue": catalogue(),
        "paragraphs": paragraphs(),
        "citations": citations(),
        "similar": similar(),
        "versions": versions(),
        "originals": originals(),
        "corrections": corrections(),
        "changes": changes(),
        "uploads": uploads(),
        "reports": reports(),
        "unanswered": dict(rows("UnansweredSearch").order_by("words").values_list("words", "times")),
        "accounts": accounts(),
        "roles": roles(),
        "answers": {address: answer(reader(), address) for address in asked["readers"]},
        "staff": {name: staff_answers(name, asked["staff"]) for name in asked["roles"]},
        "found": {words: found(words) for words in asked["searches"]},
    }


def rows(name: str):
    """Return all rows of the model with this name in any app."""
    models = {model.__name__: model for model in apps.get_models()}
    return models[name]._default_manager.all()


def counts() -> dict[str, int]:
    """Return the number of rows of each table that is not empty."""
    names = sorted({model.__name__ for model in apps.get_models()} - NOT_COUNTED)
    return {name: number for name in names if (number := rows(name).count())}


def documents() -> dict[str, list]:
    fields = ("status", "kind", "title", "adopted_on", "meeting", "citations_in", "citations_out")
    return {key(row): [_plain(getattr(row, name)) for name in fields] for row in rows("Document").order_by("pk")}


def catalogue() -> dict[str, list]:
    entries = rows("CatalogueEntry").select_related("document", "agenda_item").order_by("pk")
    fields = ("date", "meeting_symbol", "adoption", "votes_yes", "votes_no", "votes_abstain", "draft_symbol")
    return {
        key(entry.document): [*(_plain(getattr(entry, name)) for name in fields), str(entry.agenda_item or "")]
        for entry in entries
    }


def paragraphs() -> dict[str, list]:
    """Return the number of paragraphs of each document, and hashes of their anchors, texts and other columns."""
    found = defaultdict(list)
    for row in rows("Paragraph").select_related("document").order_by("document", "order"):
        found[key(row.document)].append(row)
    return {
        name: [
            len(held),
            _hash(row.anchor for row in held),
            _hash(row.text for row in held),
            _hash(_json([row.kind, row.label, row.lead, row.level, row.marks, row.rows]) for row in held),
        ]
        for name, held in found.items()
    }


def citations() -> list[str]:
    found = rows("Citation").select_related("paragraph", "source", "target")
    return sorted(
        f"{key(row.source)} {row.paragraph.anchor} {row.start}-{row.end} {row.target and key(row.target)} {row.origin}"
        f" {'、'.join(row.cited_paragraphs)} {row.verb}"
        for row in found
    )


def similar() -> list[list]:
    pairs = rows("SimilarParagraph").select_related("paragraph__document", "other__document")
    return sorted([_place(pair.paragraph), _place(pair.other), round(pair.likeness, 3)] for pair in pairs)


def versions() -> dict[str, list]:
    """Return the texts of each document, newest first."""
    found = defaultdict(list)
    for row in rows("TextVersion").select_related("document", "source", "created_by").order_by("-pk"):
        found[key(row.document)].append([row.reason, row.source.sha256, _hash([row.text]), _name(row.created_by)])
    return found


def originals() -> dict[str, list]:
    """Return the stored files by the hash of their bytes, which is also their name."""
    found = {}
    for row in rows("SourceFile").select_related("document").order_by("pk"):
        with row.file.open("rb") as file:
            found[hashlib.sha256(file.read()).hexdigest()] = [key(row.document), row.name, row.media_type, row.size]
    return found


def corrections() -> list[list]:
    found = rows("Correction").select_related("document", "created_by").order_by("pk")
    return [[key(row.document), row.action, row.values, _name(row.created_by)] for row in found]


def changes() -> list[list]:
    found = rows("Change").select_related("document").order_by("pk")
    return [[key(row.document), row.by_name, row.what] for row in found]


def uploads() -> list[list]:
    found = rows("Upload").select_related("document").order_by("pk")
    return [[row.name, row.state, row.symbol, row.document and key(row.document), row.message] for row in found]


def reports() -> list[list]:
    found = rows("LinkReport").select_related("document", "handled_by").order_by("pk")
    return [[key(row.document), row.anchor, row.problem, row.note, _name(row.handled_by)] for row in found]


def accounts() -> dict[str, list]:
    return {
        user.get_username(): [
            user.is_active,
            user.is_staff,
            user.is_superuser,
            user.last_name + user.first_name,
            [group.name for group in user.groups.order_by("name")],
        ]
        for user in rows("User").order_by("pk")
    }


def roles() -> dict[str, list[str]]:
    """Return the permissions of each group by codename, without the name of the app."""
    return {
        group.name: sorted(group.permissions.values_list("codename", flat=True))
        for group in rows("Group").order_by("pk")
    }


def reader(user=None) -> Client:
    """Return a client of a reader or of ``user``; an exception of a view becomes a status."""
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    if user:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def answer(client: Client, address: str) -> str:
    """Return the status of the answer, with the target of a redirect."""
    response = client.get(address)
    list(response)  # also what is written while it is sent
    return f"{response.status_code} {response.headers.get('Location', '')}".rstrip()


def staff_answers(role: str, addresses: Iterable[str]) -> dict[str, str]:
    client = reader(rows("User").filter(groups__name=role, is_active=True).order_by("pk").first())
    answers = {address: answer(client, address) for address in addresses}
    client.logout()
    return answers


def found(words: str) -> list[str]:
    """Return the addresses of the documents that a search finds, sorted."""
    response = reader().get(f"/api/v1/search?q={quote(words)}&mode=exact")
    return sorted(result["url"] for result in response.json().get("results", []))


def key(document) -> str:
    return document.symbol or f"texts/{document.slug}"


def _place(paragraph) -> str:
    return f"{key(paragraph.document)}#{paragraph.anchor}"


def _name(user) -> str:
    return user.get_username() if user else ""


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _hash(texts: Iterable[str]) -> str:
    """Return the SHA-256 of the texts, joined by a byte that no text in PostgreSQL contains."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def main() -> None:
    """Run the commands and print the facts; static files are not collected, as in all tests."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    asked = json.load(sys.stdin)
    for command in asked["commands"]:
        call_command(*command, stdout=sys.stderr)
    json.dump(facts(asked), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
