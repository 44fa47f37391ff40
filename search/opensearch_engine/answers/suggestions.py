"""Suggestions from the cluster, collected once for each state of the index."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np

from search.chinese.dictionary import read_dictionary_terms
from search.chinese.folding import fold
from search.opensearch_engine.conditions.clauses import MATCH_EVERYTHING, match_term
from search.opensearch_engine.fields.stored_parts import CARD_FIELD, decode_part, read_card
from search.opensearch_engine.reading.counts import CountedSnapshot
from search.opensearch_engine.reading.documents import Documents
from search.protocol.documents import Card
from search.query.synonyms import read_synonym_groups
from search.results.suggest import SuggestionIndex

CARDS_IN_REQUEST = 5_000
StateKey = tuple[str, int, int]  # name of the index, number of documents, time of the last change


class CardSnapshot(CountedSnapshot):
    """The whole index as numbers of documents and cards, for suggestions."""

    def __init__(self, documents: Documents):
        super().__init__(documents.counts)
        words = {*read_dictionary_terms(), *(term for group in read_synonym_groups() for term in group)}
        documents.counts.load(match_term(fold(word), "all") for word in sorted(words))
        self._cards = sorted(_read_cards(documents), key=lambda card: card.key)

    @property
    def live_ids(self) -> Any:
        """Numbers of all documents."""
        return np.arange(len(self._cards))

    def card(self, number: int) -> Card:
        """Return the card of a document."""
        return self._cards[number]


def _read_cards(documents: Documents) -> list[Card]:
    cards: list[Card] = []
    after: list[Any] | None = None
    while True:
        body: dict[str, Any] = {
            "query": MATCH_EVERYTHING,
            "size": CARDS_IN_REQUEST,
            "sort": [{"key": "asc"}],
            "stored_fields": "_none_",
            "docvalue_fields": [CARD_FIELD],
        }
        rows = documents.search(body | ({"search_after": after} if after else {}))["hits"]["hits"]
        packed = [decode_part(row["fields"][CARD_FIELD][0]) for row in rows]
        cards += [Card.from_bytes(read_card(one)[0]) for one in packed]
        if len(rows) < CARDS_IN_REQUEST:
            return cards
        after = rows[-1]["sort"]


@dataclass
class SuggestionStore:
    """Thread-safe store of the suggestions of the newest state of an index."""

    _lock: Lock = field(default_factory=Lock)
    _state: StateKey | None = None
    _suggestions: SuggestionIndex = field(default_factory=lambda: SuggestionIndex([]))

    def get(self, state: StateKey, documents: Documents) -> SuggestionIndex:
        """Return the suggestions of the index in ``state``."""
        with self._lock:
            if self._state != state:
                snapshot: Any = CardSnapshot(documents)
                self._state, self._suggestions = state, SuggestionIndex.from_snapshot(snapshot)
            return self._suggestions
