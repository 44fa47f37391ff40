"""A tree of conditions → the documents that meet it, by set operations over posting lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf
from time import monotonic

import numpy as np

from search.chinese.cover import PositionedToken, cover, split_words
from search.chinese.dictionary import Dictionary
from search.index.positions import Positions
from search.index.snapshot import NO_IDS, Ids, Postings, Snapshot
from search.query.parser import And, CitesCondition, Node, Not, Or, TextCondition, YearCondition


class QueryTooComplexError(Exception):
    """A query took longer than one reader may keep the others waiting; the message is for the reader."""


@dataclass(slots=True)
class Matcher:
    """Matches against one snapshot. In exact mode a text must stand there as typed; otherwise each of its words.

    Raises ``QueryTooComplexError`` when there is still something to look up at ``deadline``, of ``time.monotonic``.
    """

    snapshot: Snapshot
    dictionary: Dictionary
    is_exact: bool = True
    scope: str = "all"
    deadline: float = inf
    _strings: dict[tuple[str, str, bool], Postings] = field(default_factory=dict)
    _places: dict[tuple[str, str, bool], Positions] = field(default_factory=dict)
    _words: dict[str, list[str]] = field(default_factory=dict)
    _tokens: dict[tuple[str, bool], list[PositionedToken]] = field(default_factory=dict)

    def by_words(self) -> "Matcher":
        """The same for each word by itself; what was found so far is shared."""
        return self._like(False, self.scope)

    def within(self, scope: str) -> "Matcher":
        """The same for one section; what was found so far is shared."""
        return self._like(self.is_exact, scope)

    def _like(self, is_exact: bool, scope: str) -> "Matcher":
        found = self._strings, self._places, self._words, self._tokens
        return Matcher(self.snapshot, self.dictionary, is_exact, scope, self.deadline, *found)

    def match(self, node: Node) -> Ids:
        """The numbers of the documents that meet ``node``, ascending."""
        if isinstance(node, TextCondition):
            return self.text(node)
        if isinstance(node, And):
            return self._all(node.parts)
        if isinstance(node, Or):
            return self.union([self.match(part) for part in node.parts])
        if isinstance(node, Not):
            return self.without(self.snapshot.live_ids, self.match(node.part))
        if isinstance(node, YearCondition):
            years = self.snapshot.years
            return np.flatnonzero((years >= node.first) & (years <= node.last) & self.snapshot.live)
        return self._citing(node)

    def _all(self, parts: Iterable[Node]) -> Ids:
        """All parts; exclusions are taken from what the others leave."""
        parts = list(parts)
        kept = [self.match(part) for part in parts if not isinstance(part, Not)]
        ids = self.common(kept) if kept else self.snapshot.live_ids
        for part in parts:
            if isinstance(part, Not):
                ids = self.without(ids, self.match(part.part))
        return ids

    def _citing(self, node: CitesCondition) -> Ids:
        return self.snapshot.term_frequencies(("cites",), node.symbol)[0]

    def text(self, text: TextCondition) -> Ids:
        scope = text.scope or self.scope
        if not self.is_by_words(text):
            return self.string(text.text, scope, text.is_prefix).ids
        words = self.words(text.text)
        lists = [self.snapshot.postings(scope, word).ids for word in words]
        return self.common(lists) if words else self.string(text.text, scope).ids

    def is_by_words(self, text: TextCondition) -> bool:
        """Whether each word of ``text`` is looked for by itself."""
        return not (self.is_exact or text.is_phrase or text.is_prefix)

    def parts(self, string: str) -> list[str]:
        """The words of a string that count by themselves; looked for exactly, the longest, which are known already."""
        tokens = [placed.token for placed in self._cover(string, False)] if self.is_exact else [""]
        return tokens if all(map(str.isalnum, tokens)) else self.words(string)

    def words(self, string: str) -> list[str]:
        """The words of a folded string."""
        if string not in self._words:
            self._words[string] = split_words(string, self.dictionary)
        return self._words[string]

    def string(self, string: str, scope: str, is_prefix: bool = False) -> Postings:
        """Documents that hold the folded ``string`` as it stands, within ``scope``; never more, never fewer."""
        key = (string, scope, is_prefix)
        if key not in self._strings:
            if monotonic() > self.deadline:
                raise QueryTooComplexError("检索式太复杂，未能在限定的时间内完成。请减少条件，或换用较长的词语。")
            self._strings[key] = self._find(*key)
        return self._strings[key]

    def _find(self, string: str, scope: str, is_prefix: bool) -> Postings:
        tokens = self._cover(string, is_prefix)
        if len(tokens) == 1:
            return self.snapshot.postings(scope, tokens[0].token)
        return self.snapshot.postings_at(self.places(string, scope, is_prefix))

    def places(self, string: str, scope: str, is_prefix: bool = False) -> Positions:
        """Where the folded ``string`` stands within ``scope``."""
        key = (string, scope, is_prefix)
        if key not in self._places:
            self._places[key] = self.snapshot.phrase_positions(scope, self._cover(string, is_prefix))
        return self._places[key]

    def _cover(self, string: str, is_prefix: bool) -> list[PositionedToken]:
        key = (string, is_prefix)
        if key not in self._tokens:
            self._tokens[key] = cover(string, self.dictionary, is_prefix)
        return self._tokens[key]

    def common(self, lists: list[Ids]) -> Ids:
        """What all lists share, shortest first."""
        lists = sorted(lists, key=len)
        ids = lists[0] if lists else NO_IDS
        for other in lists[1:]:
            if not len(ids):
                break
            ids = ids[self._flags(other)[ids]]
        return ids

    def without(self, ids: Ids, excluded: Ids) -> Ids:
        return ids[~self._flags(excluded)[ids]]

    def union(self, lists: list[Ids]) -> Ids:
        """What is in any of the lists."""
        lists = [ids for ids in lists if len(ids)]
        if len(lists) < 2:
            return lists[0] if lists else NO_IDS
        return self._flags(*lists).nonzero()[0]

    def _flags(self, *lists: Ids) -> np.ndarray:
        flags = np.zeros(self.snapshot.size, bool)
        for ids in lists:
            flags[ids] = True
        return flags
