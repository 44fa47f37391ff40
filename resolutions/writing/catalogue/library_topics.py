"""Write the agenda items after the first of resolutions that were adopted under several."""

from collections.abc import Iterable

from resolutions.models import AgendaItem, CatalogueEntry
from resolutions.writing.catalogue.agenda_items import find_items, spelling_key
from resolutions.writing.catalogue.library_facts import LibraryResolution

TopicChange = tuple[str, str]  # symbol of the resolution, English name of an item that it lacks


def plan_topics(resolutions: Iterable[LibraryResolution]) -> list[TopicChange]:
    """Return the items that the entries lack, in any spelling; three queries, none without such resolutions.

    Where the entry has an item that the Library does not name, the Library's first is another name of it.
    """
    wanted: dict[str, tuple[str, ...]] = {
        resolution.symbol: (str(resolution.facts.get("topic_en", "")), *resolution.further_topics)
        for resolution in resolutions
        if resolution.further_topics
    }
    if not wanted:
        return []
    keys = _find_keys()
    present = _find_present(wanted)
    changes: list[TopicChange] = []
    for symbol, (first, *further) in wanted.items():
        named = {keys.get(spelling_key(topic), spelling_key(topic)): topic for topic in (first, *further)}
        known = present.get(symbol, set())
        if not known & named.keys():
            named.pop(keys.get(spelling_key(first), spelling_key(first)))
        changes += [(symbol, topic) for key, topic in named.items() if key not in known]
    return changes


def apply_topics(changes: list[TopicChange]) -> None:
    """Write the items, new ones without a translation."""
    if not changes:
        return
    keys = _find_keys()
    rows = CatalogueEntry.objects.filter(document__symbol__in={symbol for symbol, _ in changes})
    entries = {entry.document.symbol: entry for entry in rows.select_related("document")}
    for symbol, topic in changes:
        key = spelling_key(topic)
        if key not in keys:
            keys[key] = AgendaItem.objects.create(name_en=topic).pk
        if keys[key] != entries[symbol].agenda_item_id:
            entries[symbol].further_items.add(keys[key])


def _find_keys() -> dict[str, int]:
    return {spelling_key(name): key for name, key in find_items().items()}


def _find_present(symbols: Iterable[str]) -> dict[str, set[int | str]]:
    """Return the keys of the items that each entry has."""
    rows = CatalogueEntry.objects.filter(document__symbol__in=symbols)
    present: dict[str, set[int | str]] = {}
    for symbol, item, further in rows.values_list("document__symbol", "agenda_item", "further_items"):
        present.setdefault(symbol, set()).update(key for key in (item, further) if key)
    return present
