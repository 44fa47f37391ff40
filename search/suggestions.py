"""Type-ahead of the search boxes: completions from the engine and from the database, each once."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext

from resolutions.interface.sentences import translate_sentence
from resolutions.statistics.queries.cached import DataState, read_data_state
from search.chinese.folding import fold
from search.engine import search_engine
from search.name_suggestions import suggest_names, suggest_numbered
from search.protocol.errors import IndexUnavailableError
from search.protocol.suggestion import Suggestion

MAX_SUGGESTIONS = 8
MAX_NAMES = 3  # agenda items, subjects and missions beside at least as many words


def complete(typed: str) -> list[Suggestion]:
    """Complete what was typed: documents by number, words, names; then the last word after those before it.

    At most two queries while the data is unchanged. Without an index there are names and documents alone.
    """
    state, folded = read_data_state(), fold(typed)
    if not folded:
        return []
    words = _suggest_words(typed)
    names = [name.in_language() for name in suggest_names(state, folded, MAX_SUGGESTIONS)]
    reserved = max(MAX_SUGGESTIONS - min(len(names), MAX_NAMES), 0)
    ranked = sorted(
        [*words[:reserved], *names[:MAX_NAMES], *words[reserved:], *names[MAX_NAMES:]][:MAX_SUGGESTIONS],
        key=lambda item: not item.folded.startswith(folded),
    )
    if numbered := suggest_numbered(state, folded):
        ranked = [item for item in ranked if not item.key]  # titles that have the digits somewhere
    found = [*numbered, *ranked]
    before, _, last = " ".join(typed.split()).rpartition(" ")
    if before and len(found) < MAX_SUGGESTIONS:
        found += _complete_last_word(state, before, last)
    return _without_repeats(found)[:MAX_SUGGESTIONS]


def _complete_last_word(state: DataState, before: str, last: str) -> list[Suggestion]:
    """Return the completions of the last word, behind the words ``before`` it; titles of documents are left out."""
    words = [item for item in _suggest_words(last) if not item.key]
    names = suggest_names(state, fold(last), MAX_NAMES)
    texts = [f"{before} {text}" for text in (*(item.text for item in words), *(name.text for name in names))]
    return [Suggestion(text, fold(text), gettext("接着检索"), 0) for text in texts]


def _suggest_words(typed: str) -> list[Suggestion]:
    try:
        return [replace(item, kind=translate_sentence(item.kind)) for item in search_engine().suggest(typed)]
    except IndexUnavailableError:
        return []


def _without_repeats(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Keep the first of suggestions that read alike: in another script, with other punctuation, of one document."""
    kept: dict[str, Suggestion] = {}
    addresses: set[str] = set()
    for item in suggestions:
        letters = "".join(filter(str.isalnum, item.folded))
        if letters not in kept and not (item.url and item.url in addresses):
            kept[letters] = item
            addresses.add(item.url)
    return list(kept.values())
