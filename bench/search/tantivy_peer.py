"""Tantivy, a search library in Rust, as a peer."""

from collections.abc import Iterable
from pathlib import Path

import tantivy

from bench.search.peers import RESULT_LIMIT, QueryParts, flatten_parts, space_document
from search.protocol.documents import IndexableDocument

HEAP_BYTES = 2_000_000_000  # large, so that there are few segments


class Tantivy:
    """The peer."""

    name = "Tantivy"

    def __init__(self, folder: Path):
        self.folder = folder / "tantivy"
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("key", stored=True)
        builder.add_text_field("words", tokenizer_name="whitespace")
        self.schema = builder.build()

    def is_built(self) -> bool:
        """Return True when an earlier run finished the index."""
        return (self.folder / "whole").exists()

    def build(self, sources: Iterable[IndexableDocument]) -> None:
        """Index the documents."""
        self.folder.mkdir(parents=True, exist_ok=True)
        writer = tantivy.Index(self.schema, path=str(self.folder)).writer(heap_size=HEAP_BYTES, num_threads=1)
        for source in sources:
            writer.add_document(tantivy.Document(key=source.key, words=space_document(source)))
        writer.commit()
        writer.wait_merging_threads()
        (self.folder / "whole").touch()

    def open(self) -> None:
        """Open the index for queries."""
        index = tantivy.Index.open(str(self.folder))
        index.reload()
        self.searcher = index.searcher()
        print(f"{self.name}: segments {self.searcher.num_segments}")

    def _count(self, queries: list[tantivy.Query], occur: tantivy.Occur = tantivy.Occur.Must) -> int:
        combined = tantivy.Query.boolean_query([(occur, query) for query in queries])
        results = self.searcher.search(combined if len(queries) > 1 else queries[0], RESULT_LIMIT, count=True)
        _ = [self.searcher.doc(address)["key"] for _, address in results.hits]
        return results.count  # type: ignore[attr-defined]  # missing in its stub

    def _term(self, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, "words", word)

    def words(self, parts: QueryParts) -> int:
        """Count the documents with all words."""
        return self._count([self._term(word) for word in flatten_parts(parts)])

    def any_words(self, parts: QueryParts) -> int:
        """Count the documents with any of the words."""
        return self._count([self._term(word) for word in flatten_parts(parts)], tantivy.Occur.Should)

    def phrases(self, parts: QueryParts) -> int:
        """Count the documents with every phrase."""
        return self._count([self._phrase(part) if len(part) > 1 else self._term(part[0]) for part in parts])

    def _phrase(self, part: list[str]) -> tantivy.Query:
        return tantivy.Query.phrase_query(self.schema, "words", [*part])
