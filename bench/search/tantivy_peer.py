"""Peer: Tantivy, a search library in Rust."""

from collections.abc import Iterable
from pathlib import Path

import tantivy

from bench.search.peers import RESULT_LIMIT, QueryParts, flatten_parts, space_document
from search.index.entries import IndexableDocument

HEAP_BYTES = 2_000_000_000  # large, for few segments


class Tantivy:
    """Tantivy with its index in ``folder``; implements ``Peer``."""

    name = "Tantivy"

    def __init__(self, folder: Path):
        self.folder = folder / "tantivy"
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("key", stored=True)
        builder.add_text_field("words", tokenizer_name="whitespace")
        self.schema = builder.build()

    def is_built(self) -> bool:
        return (self.folder / "whole").exists()

    def build(self, sources: Iterable[IndexableDocument]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        writer = tantivy.Index(self.schema, path=str(self.folder)).writer(heap_size=HEAP_BYTES, num_threads=1)
        for source in sources:
            writer.add_document(tantivy.Document(key=source.key, words=space_document(source)))
        writer.commit()
        writer.wait_merging_threads()
        (self.folder / "whole").touch()

    def open(self) -> None:
        index = tantivy.Index.open(str(self.folder))
        index.reload()
        self.searcher = index.searcher()
        print(f"{self.name}: segments {self.searcher.num_segments}")

    def _count(self, queries: list) -> int:
        wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
        found = self.searcher.search(wanted if len(queries) > 1 else queries[0], RESULT_LIMIT, count=True)
        _ = [self.searcher.doc(address)["key"] for _, address in found.hits]
        return found.count  # type: ignore[attr-defined]  # missing in the stubs of tantivy

    def _term(self, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, "words", word)

    def words(self, parts: QueryParts) -> int:
        return self._count([self._term(word) for word in flatten_parts(parts)])

    def phrases(self, parts: QueryParts) -> int:
        phrase = tantivy.Query.phrase_query
        return self._count(
            [phrase(self.schema, "words", list(part)) if len(part) > 1 else self._term(part[0]) for part in parts]
        )
