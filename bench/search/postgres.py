"""PostgreSQL's full text search, ``tsvector`` and GIN, as a peer: the bare search, and all values of a results page.

For the page it has tables as one would design them: documents, citations, themes, and paragraphs with a vector each.
One statement finds, counts, ranks and groups. A second one selects the three best paragraphs of the twenty documents
and cuts them with ``ts_headline``.
"""

from collections.abc import Iterable, Iterator
from io import StringIO

import psycopg2

from bench.search.page_rows import DOCUMENT_COLUMNS, HIT_END, HIT_START, MarkedParagraph, PageRows, build_document_row
from bench.search.peers import RESULT_LIMIT, QueryParts, flatten_parts, space_document, space_words
from search.protocol.documents import IndexableDocument
from search.weights import MAX_SNIPPETS

COLUMN_TYPES = dict.fromkeys(DOCUMENT_COLUMNS, "text") | {"key": "int PRIMARY KEY", "year": "int", "cited": "int"}
MAX_POSITION = 16_383  # PostgreSQL stores no higher position, and 255 of each word
PAGE_SQL = """
WITH found AS MATERIALIZED (SELECT key, ts_rank(words, %(query)s::tsquery) AS worth
                            FROM {texts} WHERE words @@ %(query)s::tsquery),
here AS MATERIALIZED (SELECT key, kind, organ, year FROM found JOIN {documents} USING (key)),
best AS (SELECT key, worth FROM found ORDER BY worth DESC LIMIT {top}),
cites AS (SELECT value, count(*) AS n FROM found JOIN {cited} USING (key) GROUP BY value ORDER BY n DESC LIMIT 12),
themes AS (SELECT value, count(*) AS n FROM found JOIN {themed} USING (key) GROUP BY value ORDER BY n DESC LIMIT 12)
SELECT 'best', key::text, worth FROM best
UNION ALL SELECT 'total', '', count(*) FROM found
UNION ALL SELECT 'kind', kind, count(*) FROM here GROUP BY kind
UNION ALL SELECT 'organ', organ, count(*) FROM here GROUP BY organ
UNION ALL SELECT 'year', year::text, count(*) FROM here GROUP BY year
UNION ALL SELECT 'cites', value, n FROM cites
UNION ALL SELECT 'theme', value, n FROM themes
"""
HITS_SQL = """
WITH hit AS (SELECT key, number, words, count(*) OVER (PARTITION BY key) AS many,
             row_number() OVER (PARTITION BY key ORDER BY ts_rank(vector, query) DESC, number) AS place
             FROM {passages}, (SELECT %(any)s::tsquery AS query) AS asked
             WHERE key = ANY(%(keys)s) AND vector @@ query)
SELECT key, number, many, ts_headline('simple', words, %(any)s::tsquery, %(options)s) FROM hit
WHERE place <= {most} ORDER BY key, number
"""
HEADLINE_OPTIONS = f'StartSel="{HIT_START}", StopSel="{HIT_END}", MaxWords=60, MinWords=30, ShortWord=0'


class Postgres:
    """The peer; its tables are named after the number of documents."""

    name = "PostgreSQL"
    is_in_database = True

    def __init__(self, address: str, documents: int):
        self.base = psycopg2.connect(address)
        self.base.autocommit = True
        names = ("texts", "documents", "cited", "themed", "passages")
        self.tables = {name: f"bench_{name}_{documents}" for name in names}

    def open(self) -> None:
        """Open the index for queries."""
        self._do("SET jit = off")  # it costs more than it saves in queries of milliseconds
        self._do("SET work_mem = '64MB'")

    def _do(self, statement: str) -> None:
        with self.base.cursor() as cursor:
            cursor.execute(statement.format(**self.tables))

    def _has(self, name: str) -> bool:
        with self.base.cursor() as cursor:
            cursor.execute("SELECT to_regclass(%s)", (self.tables[name],))
            return cursor.fetchone()[0] is not None

    def _load(self, name: str, columns: str, rows: Iterable[tuple], *indexes: str) -> None:
        """Create and fill a table in one transaction."""
        with self.base.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"CREATE TABLE {self.tables[name]} ({columns})")
            for lines in iter_copy_chunks(rows):
                cursor.copy_expert(f"COPY {self.tables[name]} FROM STDIN", StringIO(lines))
            for index in indexes:
                cursor.execute(f"CREATE INDEX ON {self.tables[name]} {index}")
            cursor.execute("COMMIT")
            cursor.execute(f"VACUUM ANALYZE {self.tables[name]}")

    def is_built(self) -> bool:
        """Return True when an earlier run finished the index."""
        return self._has("texts")

    def build(self, sources: Iterable[IndexableDocument]) -> None:
        """Index the documents."""
        rows = ((source.key, build_tsvector(space_document(source))) for source in sources)
        self._load("texts", "key int PRIMARY KEY, words tsvector", rows, "USING gin (words) WITH (fastupdate = off)")

    def remove(self) -> None:
        """Drop the tables."""
        for name in self.tables:
            self._do(f"DROP TABLE IF EXISTS {{{name}}}")

    def _count(self, query: str) -> int:
        with self.base.cursor() as cursor:
            cursor.execute(
                "SELECT key, ts_rank(words, query), count(*) OVER ()"
                f" FROM {self.tables['texts']}, (SELECT %s::tsquery AS query) AS asked"
                " WHERE words @@ query ORDER BY 2 DESC LIMIT %s",
                (query, RESULT_LIMIT),
            )
            rows = cursor.fetchall()
        return rows[0][2] if rows else 0

    def words(self, parts: QueryParts) -> int:
        """Count the documents with all words."""
        return self._count(build_word_query(parts))

    def any_words(self, parts: QueryParts) -> int:
        """Count the documents with any of the words."""
        return self._count(build_any_query(parts))

    def phrases(self, parts: QueryParts) -> int:
        """Count the documents with every phrase."""
        return self._count(build_phrase_query(parts))

    def has_rows(self) -> bool:
        """Return True when an earlier run finished the tables of the page."""
        return self._has("passages")

    def build_rows(self, sources: Iterable[IndexableDocument]) -> None:
        """Fill the tables of the page."""
        columns = ", ".join(f"{name} {COLUMN_TYPES[name]}" for name in DOCUMENT_COLUMNS)
        self._load("documents", columns, map(build_document_row, sources))
        pair = "key int, value text, PRIMARY KEY (key, value)"
        self._load("cited", pair, ((source.key, one) for source in sources for one in set(source.cites)))
        self._load("themed", pair, ((source.key, one) for source in sources for one in set(source.themes)))
        passages = (
            (source.key, n, space_words(one.text)) for source in sources for n, one in enumerate(source.passages)
        )
        rows = ((key, n, words, build_tsvector(words)) for key, n, words in passages)
        self._load("passages", "key int, number int, words text, vector tsvector", rows, "(key)")

    def rows(self, parts: QueryParts, kind: str) -> PageRows:
        """Return the values of one results page."""
        query = QUERY_BUILDERS[kind](parts)
        any_of = query.replace(" & ", " | ")
        with self.base.cursor() as cursor:
            cursor.execute(PAGE_SQL.format(top=RESULT_LIMIT, **self.tables), {"query": query})
            found = PageRows(cursor.fetchall())
            asked = {"any": any_of, "keys": found.best, "options": HEADLINE_OPTIONS}
            cursor.execute(HITS_SQL.format(most=MAX_SNIPPETS, **self.tables), asked)
            for key, number, many, text in cursor:
                found.hits.setdefault(key, []).append(MarkedParagraph(number, text))
                found.hit_counts[key] = many
            cursor.execute(f"SELECT * FROM {self.tables['documents']} WHERE key = ANY(%s)", (found.best,))
            found.cards = cursor.fetchall()
        return found


def build_tsvector(spaced_text: str) -> str:
    """Return the words of a text with their positions in PostgreSQL's notation."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate((word for word in spaced_text.split() if word.isalnum()), start=1):
        places.setdefault(word, []).append(min(place, MAX_POSITION))
    return " ".join(f"'{word}':{','.join(map(str, row[:255]))}" for word, row in places.items())


def iter_copy_chunks(rows: Iterable[tuple], at_once: int = 5_000) -> Iterator[str]:
    """Yield rows in the format of COPY, ``at_once`` rows in a string."""
    lines = []
    for values in rows:
        lines.append("\t".join("\\N" if value is None else escape_copy_value(str(value)) for value in values))
        if len(lines) == at_once:
            yield "\n".join(lines) + "\n"
            lines = []
    if lines:
        yield "\n".join(lines) + "\n"


def escape_copy_value(value: str) -> str:
    """Escape the characters that COPY reserves."""
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def build_word_query(parts: QueryParts) -> str:
    """Return the query for all words."""
    return " & ".join(f"'{word}'" for word in flatten_parts(parts))


def build_phrase_query(parts: QueryParts) -> str:
    """Return the query for every phrase."""
    return " & ".join("(" + " <-> ".join(f"'{word}'" for word in part) + ")" for part in parts)


def build_any_query(parts: QueryParts) -> str:
    """Return the query for any of the words."""
    return " | ".join(f"'{word}'" for word in flatten_parts(parts))


QUERY_BUILDERS = {"phrases": build_phrase_query, "words": build_word_query, "any": build_any_query}
