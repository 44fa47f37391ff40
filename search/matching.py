"""A tree of conditions → the documents that meet it, by set operations over posting lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from search.analysis import cover, cut
from search.language import And, Cites, Node, Not, Or, Text, Years
from search.snapshot import NO_IDS, NOTHING, Ids, Postings, Snapshot
from search.words import Dictionary


@dataclass(slots=True)
class Matcher:
    """Matches against one snapshot. In exact mode a text must stand there as typed; otherwise each of its words."""

    snapshot: Snapshot
    dictionary: Dictionary
    is_exact: bool = True
    scope: str = "all"
    _strings: dict[tuple[str, str, bool], Postings] = field(default_factory=dict)

    def match(self, node: Node) -> Ids:
        """The numbers of the documents that meet ``node``, ascending."""
        if isinstance(node, Text):
            return self.text(node)
        if isinstance(node, And):
            return self._all(node.parts)
        if isinstance(node, Or):
            return union([self.match(part) for part in node.parts])
        if isinstance(node, Not):
            return self.without(self.snapshot.everything, self.match(node.part))
        if isinstance(node, Years):
            years = self.snapshot.years
            return np.flatnonzero((years >= node.first) & (years <= node.last) & self.snapshot.live)
        return self._citing(node)

    def _all(self, parts: Iterable[Node]) -> Ids:
        """All parts; exclusions are taken from what the others leave."""
        parts = list(parts)
        kept = [self.match(part) for part in parts if not isinstance(part, Not)]
        ids = self.common(kept) if kept else self.snapshot.everything
        for part in parts:
            if isinstance(part, Not):
                ids = self.without(ids, self.match(part.part))
        return ids

    def _citing(self, node: Cites) -> Ids:
        return self.snapshot.raw(("cites",), node.symbol)[0]

    def text(self, text: Text) -> Ids:
        scope = text.scope or self.scope
        if self.is_exact or text.is_phrase or text.is_prefix:
            return self.string(text.text, scope, text.is_prefix).ids
        words = cut(text.text, self.dictionary)
        lists = [self.snapshot.postings(scope, word).ids for word in words]
        return self.common(lists) if words else self.string(text.text, scope).ids

    def string(self, string: str, scope: str, is_prefix: bool = False) -> Postings:
        """Documents that hold the folded ``string`` as it stands, within ``scope``; never more, never fewer."""
        key = (string, scope, is_prefix)
        if key not in self._strings:
            self._strings[key] = self._find(string, scope, is_prefix)
        return self._strings[key]

    def _find(self, string: str, scope: str, is_prefix: bool) -> Postings:
        tokens = cover(string, self.dictionary, is_prefix)
        if not tokens:
            return NOTHING
        if len(tokens) == 1:
            return self.snapshot.postings(scope, tokens[0].token)
        return self.snapshot.weighed(*self.snapshot.side_by_side(scope, tokens))

    def common(self, lists: list[Ids]) -> Ids:
        """What all lists share, shortest first."""
        lists = sorted(lists, key=len)
        ids = lists[0] if lists else NO_IDS
        for other in lists[1:]:
            if not len(ids):
                break
            flags = np.zeros(self.snapshot.size, bool)
            flags[other] = True
            ids = ids[flags[ids]]
        return ids

    def without(self, ids: Ids, excluded: Ids) -> Ids:
        flags = np.ones(self.snapshot.size, bool)
        flags[excluded] = False
        return ids[flags[ids]]


def union(lists: list[Ids]) -> Ids:
    return reduce(np.union1d, lists) if lists else NO_IDS
