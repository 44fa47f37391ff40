"""Haystack as shipped, as a peer: its Whoosh backend with jieba's ChineseAnalyzer, as its users set them up.

The backend is unchanged; the analyzer is set in ``build_schema``, as the usual instructions say. Texts are indexed in
batches of 1,000 and found with ``SearchQuerySet``.
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
from whoosh.fields import TEXT, Schema

from bench.search.peers import RESULT_LIMIT, QueryParts
from resolutions.models import Document
from search.protocol.documents import IndexableDocument

BATCH_SIZE = 1_000
ALIAS = "shipped"


class ShippedBackend(WhooshSearchBackend):
    """Haystack's Whoosh backend with a Chinese analyzer."""

    def build_schema(self, fields: dict[str, Any]) -> tuple[str, Schema]:
        """Replace the analyzer of every text field."""
        name, schema = super().build_schema(fields)
        for field in schema._fields.values():
            if isinstance(field, TEXT):
                field.analyzer = ChineseAnalyzer()
        return name, schema


class ShippedEngine(WhooshEngine):
    """Engine for ``HAYSTACK_CONNECTIONS``."""

    backend = ShippedBackend


class DefaultIndex(indexes.SearchIndex, indexes.Indexable):
    """Index of documents that are in no database; the attribute ``source`` holds their text."""

    text = indexes.CharField(document=True)

    def get_model(self) -> type[Document]:
        """Return the model, as Haystack requires."""
        return Document

    def prepare_text(self, obj: Any) -> str:
        """Return title and passages, a line each."""
        return obj.source.title + "\n" + "\n".join(passage.text for passage in obj.source.passages)


class HaystackDefault:
    """The peer."""

    name = "Haystack as shipped"

    def __init__(self, folder: Path):
        self.folder = folder / "shipped"

    def is_built(self) -> bool:
        """Return True when an earlier run finished the index."""
        return (self.folder / "whole").exists()

    def open(self) -> None:
        """Connect Haystack to the index of the peer."""
        self.folder.mkdir(parents=True, exist_ok=True)
        jieba.dt.tmp_dir = str(self.folder.parent)  # keeps its cache out of the common temporary folder
        jieba.setLogLevel(logging.WARNING)
        settings.HAYSTACK_CONNECTIONS[ALIAS] = {
            "ENGINE": "bench.search.haystack_default.ShippedEngine",
            "PATH": str(self.folder),
        }
        self.connection = haystack.connections[ALIAS]
        self.index = DefaultIndex()
        self.connection.get_unified_index().build([self.index])

    def build(self, sources: Iterable[IndexableDocument]) -> None:
        """Index the documents in batches."""
        self.open()
        backend, documents = self.connection.get_backend(), list(map(_build_document, sources))
        for start in range(0, len(documents), BATCH_SIZE):
            backend.update(self.index, documents[start : start + BATCH_SIZE])
        (self.folder / "whole").touch()

    def _count(self, query: str) -> int:
        results = SearchQuerySet(using=ALIAS).auto_query(query)
        _ = [(result.pk, result.score) for result in results[:RESULT_LIMIT]]
        return results.count()

    def words(self, parts: QueryParts) -> int:
        """Count the documents with all words."""
        return self._count(" ".join("".join(part) for part in parts))

    def phrases(self, parts: QueryParts) -> int:
        """Count the documents with every phrase."""
        return self._count(" ".join(f'"{"".join(part)}"' for part in parts))


def _build_document(source: IndexableDocument) -> Document:
    """Return an unsaved document with its text in the attribute ``source``."""
    document = Document(pk=source.key, title=source.title)
    setattr(document, "source", source)  # noqa: B010  # no field of the model
    return document
