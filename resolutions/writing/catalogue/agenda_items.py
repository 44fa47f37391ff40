"""Agenda items: variants in spelling are joined to one item."""

import re
import unicodedata

from resolutions.models import AgendaItem
from resolutions.writing.catalogue.bulk_update import bring_up_to_date
from resolutions.writing.catalogue.table_files import AgendaItemRow

_WORDS = re.compile(r"[a-z0-9]+")
# Characters that bytes above 127 become in Latin-1 and Windows-1252; UTF-8 needs two of them at least.
_MISREAD_RUN = re.compile(
    "[\u0080-\u00ff" + bytes(set(range(128, 160)) - {129, 141, 143, 144, 157}).decode("cp1252") + "]{2,}"
)
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<![isu])s$")  # not of crisis, progress, Cyprus
_DROPPED_WORDS = {"the", "a", "an"}


def mend_encoding(text: str) -> str:
    """Decode UTF-8 that was read as Latin-1 or Windows-1252 somewhere on its way; other characters stay as they are.

    >>> mend_encoding("Peopleâ\\x80\\x99s — Peopleâ€™s"), mend_encoding("Côte d’Ivoire")
    ('People’s — People’s', 'Côte d’Ivoire')
    """
    return _MISREAD_RUN.sub(lambda run: _decode_again(run[0]), text)


def _decode_again(run: str) -> str:
    for encoding in ("latin-1", "cp1252"):
        try:
            return run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return run


def spelling_key(name: str) -> str:
    """Return a key that spelling variants of one name share.

    Case, articles, accents, punctuation and the plural do not count.

    >>> spelling_key("International Tribunal — Yugoslavia") == spelling_key("international tribunals - Yugoslavia.")
    True
    """
    plain = unicodedata.normalize("NFKD", mend_encoding(name)).lower()
    plain = re.sub(r"['’ʼ\u0300-\u036f]", "", plain)
    words = (word for word in _WORDS.findall(plain) if word not in _DROPPED_WORDS)
    return " ".join(_PLURAL.sub("", word) for word in words) or plain


def load_agenda_items(topics: set[str], rows: list[AgendaItemRow]) -> tuple[int, int]:
    """Create or update the items of the tables, and join variants; return the numbers of new and changed items.

    An item of an older table, such as one with a broken name, is joined to the item that shares its spelling key.
    Three queries when nothing is new.
    """
    known = {row.english: row for row in rows}
    names = sorted({*filter(None, topics), *known})
    wanted = {
        name: {"name_en": name, "name_zh": row.chinese if row else "", "situation": row.situation if row else ""}
        for name in names
        for row in [known.get(name)]
    }
    existing = {item.name_en: item for item in AgendaItem.objects.all()}
    new, changed = bring_up_to_date(AgendaItem, existing, wanted)
    return new, changed + _join_variants(known, set(names))


def find_items() -> dict[str, int]:
    """Map the name of every item to the key of the item that joins its variants; one query."""
    rows = AgendaItem.objects.values_list("name_en", "pk", "joined_to")
    return {name: joined or key for name, key, joined in rows}


def _join_variants(known: dict[str, AgendaItemRow], names: set[str]) -> int:
    items = {item.name_en: item for item in AgendaItem.objects.all()}
    mains = {name for name in names if not (known.get(name) and known[name].joined_to)}
    by_key = {spelling_key(name): name for name in sorted(known)}
    changed = []
    for name, item in items.items():
        row = known.get(name)
        main = row.joined_to if row else by_key.get(spelling_key(name), "")
        main = known[main].joined_to or main if main in known else ""
        target = items[main].pk if main in mains and main != name and main in items else None
        if (row or target) and item.joined_to_id != target:
            item.joined_to_id = target
            changed.append(item)
    AgendaItem.objects.bulk_update(changed, ["joined_to"])
    return len([item for item in changed if item.name_en not in names])
