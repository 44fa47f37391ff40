"""Peer: Haystack's own Whoosh backend with jieba's ChineseAnalyzer, as usual tutorials combine the three.

The backend is unchanged; the analyzer is set in ``build_schema``, as in the tutorials. Texts are indexed in Haystack's
batches of 1,000 and queried with ``SearchQuerySet``.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import haystack
import jieba
from django.conf import settings
from haystack import indexes
from haystack.backends.whoosh_backend import WhooshEngine, WhooshSearchBackend
from haystack.query import SearchQuerySet
from jieba.analyse import ChineseAnalyzer
from whoosh.fields import TEXT

from bench.search.peers import RESULT_LIMIT, QueryParts
from resolutions.models import Document
from search.index.entries import IndexableDocument

BATCH_SIZE = 1_000
ALIAS = "shipped"


class ShippedBackend(WhooshSearchBackend):
    """Haystack's Whoosh backend with the Chinese analyzer for all text fields."""

    def build_schema(self, fields: dict[str, Any]) -> tuple[str, Any]:
        name, schema = super().build_schema(fields)
        for field in schema._fields.values():
            if isinstance(field, TEXT):
                field.analyzer = ChineseAnalyzer()
        return name, schema


class ShippedEngine(WhooshEngine):
    """Value of ENGINE in HAYSTACK_CONNECTIONS."""

    backend = ShippedBackend


class DefaultIndex(indexes.SearchIndex, indexes.Indexable):
    """Index of unsaved documents that carry their text in the attribute ``source``."""

    text = indexes.CharField(document=True)

    def get_model(self) -> type[Document]:
        return Document

    def prepare_text(self, obj: Any) -> str:
        return obj.source.title + "\n" + "\n".join(passage.text for passage in obj.source.passages)


class HaystackDefault:
    """Haystack with its index in ``folder``; implements ``Peer``."""

    name = "Haystack as shipped"

    def __init__(self, folder: Path):
        self.folder = folder / "shipped"

    def is_built(self) -> bool:
        return (self.folder / "whole").exists()

    def open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        jieba.dt.tmp_dir = str(self.folder.parent)  # jieba's cache, otherwise in the system's temporary folder
        jieba.setLogLevel(logging.WARNING)
        settings.HAYSTACK_CONNECTIONS[ALIAS] = {
            "ENGINE": "bench.search.haystack_default.ShippedEngine",
            "PATH": str(self.folder),
        }
        self.connection = haystack.connections[ALIAS]
        self.index = DefaultIndex()
        self.connection.get_unified_index().build([self.index])

    def build(self, sources: Iterable[IndexableDocument]) -> None:
        self.open()
        backend, sources = self.connection.get_backend(), list(sources)
        for first in range(0, len(sources), BATCH_SIZE):
            backend.update(self.index, [_unsaved_document(source) for source in sources[first : first + BATCH_SIZE]])
        (self.folder / "whole").touch()

    def _count(self, query: str) -> int:
        found = SearchQuerySet(using=ALIAS).auto_query(query)
        _ = [(one.pk, one.score) for one in found[:RESULT_LIMIT]]
        return found.count()

    def words(self, parts: QueryParts) -> int:
        return self._count(" ".join("".join(part) for part in parts))

    def phrases(self, parts: QueryParts) -> int:
        return self._count(" ".join(f'"{"".join(part)}"' for part in parts))


def _unsaved_document(source: IndexableDocument) -> Document:
    document = Document(pk=source.key, title=source.title)
    document.source = source  # type: ignore[attr-defined]  # read by DefaultIndex
    return document
