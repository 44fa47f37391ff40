"""What people would use instead, each over the same words and answering the same: the best 20, the exact count."""

import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import psycopg2
import tantivy

from search.analysis import cut
from search.entries import Source
from search.folding import fold
from search.words import dictionary

TOP = 20
Words = list[str]


class Peer(Protocol):
    name: str

    def index(self, documents: Iterable[tuple[int, Words]]) -> None: ...

    def words(self, words: Words) -> int:
        """Documents with all words; the best are ranked and fetched."""

    def phrase(self, words: Words) -> int:
        """Documents with the words side by side."""


def words_of(source: Source) -> Words:
    text = fold(source.title + "\n" + "\n".join(passage.text for passage in source.passages))
    return cut(text, dictionary())


class Tantivy:
    name = "Tantivy"

    def index(self, documents) -> None:
        self.folder = tempfile.TemporaryDirectory()
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("key", stored=True)
        builder.add_text_field("words", tokenizer_name="whitespace")
        self.schema = builder.build()
        index = tantivy.Index(self.schema, path=self.folder.name)
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for key, words in documents:
            writer.add_document(tantivy.Document(key=key, words=" ".join(words)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def _count(self, query) -> int:
        found = self.searcher.search(query, TOP, count=True)
        _ = [self.searcher.doc(address)["key"] for _, address in found.hits]
        return found.count

    def words(self, words: Words) -> int:
        terms = [(tantivy.Occur.Must, tantivy.Query.term_query(self.schema, "words", word)) for word in words]
        return self._count(tantivy.Query.boolean_query(terms))

    def phrase(self, words: Words) -> int:
        if len(words) == 1:
            return self.words(words)
        return self._count(tantivy.Query.phrase_query(self.schema, "words", words))


class Fts5:
    name = "SQLite FTS5"

    def index(self, documents) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.base = sqlite3.connect(Path(self.folder.name) / "index.db")
        self.base.execute("CREATE VIRTUAL TABLE texts USING fts5(words, content='', tokenize='unicode61')")
        rows = ((key, " ".join(words)) for key, words in documents)
        self.base.executemany("INSERT INTO texts(rowid, words) VALUES (?, ?)", rows)
        self.base.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        self.base.commit()

    def _count(self, query: str) -> int:
        best = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        self.base.execute(best, (query, TOP)).fetchall()
        return self.base.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (query,)).fetchone()[0]

    def words(self, words: Words) -> int:
        return self._count(" AND ".join(f'"{word}"' for word in words))

    def phrase(self, words: Words) -> int:
        return self._count('"' + " ".join(words) + '"')


class Postgres:
    name = "PostgreSQL"

    def __init__(self, address: str):
        self.base = psycopg2.connect(address)

    def index(self, documents) -> None:
        with self.base, self.base.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_texts")
            cursor.execute("CREATE TABLE bench_texts (key int PRIMARY KEY, words tsvector)")
            for key, words in documents:
                cursor.execute("INSERT INTO bench_texts VALUES (%s, %s::tsvector)", (key, self._vector(words)))
            cursor.execute("CREATE INDEX ON bench_texts USING gin (words)")
        self.base.autocommit = True
        self.base.cursor().execute("VACUUM ANALYZE bench_texts")

    @staticmethod
    def _vector(words: Words) -> str:
        """PostgreSQL keeps positions up to 16,383 and 255 of each word."""
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words, start=1):
            places.setdefault(word, []).append(min(place, 16_383))
        return " ".join(f"'{word}':{','.join(map(str, row[:255]))}" for word, row in places.items())

    def _count(self, query: str) -> int:
        with self.base.cursor() as cursor:
            cursor.execute(
                "SELECT key, ts_rank(words, query), count(*) OVER ()"
                " FROM bench_texts, (SELECT %s::tsquery AS query) AS asked"
                " WHERE words @@ query ORDER BY 2 DESC LIMIT %s",
                (query, TOP),
            )
            rows = cursor.fetchall()
        return rows[0][2] if rows else 0

    def words(self, words: Words) -> int:
        return self._count(" & ".join(f"'{word}'" for word in words))

    def phrase(self, words: Words) -> int:
        return self._count(" <-> ".join(f"'{word}'" for word in words))

    def close(self) -> None:
        self.base.cursor().execute("DROP TABLE IF EXISTS bench_texts")
