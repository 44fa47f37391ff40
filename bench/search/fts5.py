"""SQLite's full text search, FTS5, as a peer: the bare search, and all values of a results page.

For the page it has tables as one would design them: documents, citations, themes, and a full text table of paragraphs.
One statement finds, counts, ranks and groups. The paragraphs of a document are found between two row numbers; the first
three with a hit are cut by FTS5's ``snippet``, in the order of the text, because ranking them would double the time.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.search.page_rows import DOCUMENT_COLUMNS, HIT_END, HIT_START, MarkedParagraph, PageRows, build_document_row
from bench.search.peers import RESULT_LIMIT, QueryParts, flatten_parts, space_document, space_words
from search.protocol.documents import IndexableDocument
from search.weights import MAX_SNIPPETS

ROWIDS_PER_DOCUMENT = 1_000_000  # row numbers of one document's paragraphs
PAGE_SQL = f"""
WITH found AS MATERIALIZED (SELECT rowid AS key, rank AS worth FROM texts WHERE texts MATCH ?),
here AS MATERIALIZED (SELECT key, kind, organ, year FROM found JOIN documents USING (key)),
best AS (SELECT key, worth FROM found ORDER BY worth LIMIT {RESULT_LIMIT}),
cites AS (SELECT target, count(*) AS n FROM found JOIN cited USING (key) GROUP BY target ORDER BY n DESC LIMIT 12),
themes AS (SELECT theme, count(*) AS n FROM found JOIN themed USING (key) GROUP BY theme ORDER BY n DESC LIMIT 12)
SELECT 'best', key, worth FROM best
UNION ALL SELECT 'total', '', count(*) FROM found
UNION ALL SELECT 'kind', kind, count(*) FROM here GROUP BY kind
UNION ALL SELECT 'organ', organ, count(*) FROM here GROUP BY organ
UNION ALL SELECT 'year', year, count(*) FROM here GROUP BY year
UNION ALL SELECT 'cites', target, n FROM cites
UNION ALL SELECT 'theme', theme, n FROM themes
"""
HITS_SQL = f"""
SELECT rowid, snippet(passages, 0, '{HIT_START}', '{HIT_END}', '…', 60) FROM passages
WHERE passages MATCH ? AND rowid BETWEEN ? AND ? LIMIT {MAX_SNIPPETS}
"""
HIT_COUNT_SQL = "SELECT count(*) FROM passages WHERE passages MATCH ? AND rowid BETWEEN ? AND ?"


class Fts5:
    """The peer."""

    name = "SQLite FTS5"
    is_in_database = False

    def __init__(self, folder: Path):
        self.path = folder / "fts5.db"

    def is_built(self) -> bool:
        """Return True when an earlier run finished the index."""
        return self.path.exists() and bool(self._tables("whole"))

    def _tables(self, name: str) -> list[tuple]:
        self.open()
        return self.base.execute("SELECT name FROM sqlite_master WHERE name = ?", (name,)).fetchall()

    def open(self) -> None:
        """Open the index for queries."""
        self.base = sqlite3.connect(self.path)
        self.base.execute("PRAGMA mmap_size = 4000000000")
        self.base.execute("PRAGMA cache_size = -200000")

    def build(self, sources: Iterable[IndexableDocument]) -> None:
        """Index the documents."""
        self.open()
        with self.base:
            self.base.execute("CREATE VIRTUAL TABLE texts USING fts5(words, content='', detail=full)")
            rows = ((source.key, space_document(source)) for source in sources)
            self.base.executemany("INSERT INTO texts(rowid, words) VALUES (?, ?)", rows)
            self.base.execute("INSERT INTO texts(texts) VALUES ('optimize')")
            self.base.execute("CREATE TABLE whole (made)")

    def _count(self, query: str) -> int:
        best = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        self.base.execute(best, (query, RESULT_LIMIT)).fetchall()
        return self.base.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (query,)).fetchone()[0]

    def words(self, parts: QueryParts) -> int:
        """Count the documents with all words."""
        return self._count(build_word_query(parts))

    def any_words(self, parts: QueryParts) -> int:
        """Count the documents with any of the words."""
        return self._count(build_any_query(parts))

    def phrases(self, parts: QueryParts) -> int:
        """Count the documents with every phrase."""
        return self._count(build_phrase_query(parts))

    def rank_any(self, parts: QueryParts) -> list[int]:
        """Return the keys of the best documents with any of the words."""
        query = build_any_query(parts)
        best = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        return [key for (key,) in self.base.execute(best, (query, RESULT_LIMIT))] if query else []

    def has_rows(self) -> bool:
        """Return True when an earlier run finished the tables of the page."""
        return bool(self._tables("rows_whole"))

    def build_rows(self, sources: Iterable[IndexableDocument]) -> None:
        """Fill the tables of the page."""
        with self.base:
            self.base.execute(f"CREATE TABLE documents (key INTEGER PRIMARY KEY, {', '.join(DOCUMENT_COLUMNS[1:])})")
            self.base.execute("CREATE TABLE cited (key, target, PRIMARY KEY (key, target)) WITHOUT ROWID")
            self.base.execute("CREATE TABLE themed (key, theme, PRIMARY KEY (key, theme)) WITHOUT ROWID")
            self.base.execute("CREATE VIRTUAL TABLE passages USING fts5(words)")
            for source in sources:
                self.base.execute(
                    f"INSERT INTO documents VALUES ({', '.join('?' * len(DOCUMENT_COLUMNS))})",
                    build_document_row(source),
                )
                self._insert("cited", ((source.key, one) for one in set(source.cites)))
                self._insert("themed", ((source.key, one) for one in set(source.themes)))
                rows = (
                    (source.key * ROWIDS_PER_DOCUMENT + n, space_words(one.text))
                    for n, one in enumerate(source.passages)
                )
                self.base.executemany("INSERT INTO passages(rowid, words) VALUES (?, ?)", rows)
            self.base.execute("INSERT INTO passages(passages) VALUES ('optimize')")
            self.base.execute("CREATE TABLE rows_whole (made)")
            self.base.execute("ANALYZE")

    def _insert(self, table: str, rows: Iterable[tuple]) -> None:
        self.base.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)

    def rows(self, parts: QueryParts, kind: str) -> PageRows:
        """Return the values of one results page."""
        query = QUERY_BUILDERS[kind](parts)
        found = PageRows(self.base.execute(PAGE_SQL, (query,)))
        marks = ", ".join("?" * len(found.best))
        found.cards = self.base.execute(f"SELECT * FROM documents WHERE key IN ({marks})", found.best).fetchall()
        any_of = " OR ".join(
            f'"{text}"' for text in (map(" ".join, parts) if kind == "phrases" else flatten_parts(parts))
        )
        for key in found.best:
            asked = any_of, key * ROWIDS_PER_DOCUMENT, key * ROWIDS_PER_DOCUMENT + ROWIDS_PER_DOCUMENT - 1
            found.hits[key] = [
                MarkedParagraph(number % ROWIDS_PER_DOCUMENT, text)
                for number, text in self.base.execute(HITS_SQL, asked)
            ]
            found.hit_counts[key] = self.base.execute(HIT_COUNT_SQL, asked).fetchone()[0]
        return found


def build_word_query(parts: QueryParts) -> str:
    """Return the query for all words."""
    return " AND ".join(f'"{word}"' for word in flatten_parts(parts))


def build_phrase_query(parts: QueryParts) -> str:
    """Return the query for every phrase."""
    return " AND ".join(f'"{" ".join(part)}"' for part in parts)


def build_any_query(parts: QueryParts) -> str:
    """Return the query for any of the words."""
    return " OR ".join(f'"{word}"' for word in flatten_parts(parts))


QUERY_BUILDERS = {"phrases": build_phrase_query, "words": build_word_query, "any": build_any_query}
