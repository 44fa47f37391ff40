"""Read texts for the index without a database, for the tests and for ``bench.search.judged``."""

from pathlib import Path

from resolutions.text import read_document
from search.protocol.documents import IndexableDocument, Passage

TEXTS = Path(__file__).resolve().parents[2] / "fixtures" / "texts"


def read_source(key: int, path: Path) -> IndexableDocument:
    """Read one text for the index. A text without a title is named after its file."""
    parsed = read_document(path.read_text("utf-8"))
    return IndexableDocument(
        key=key,
        symbol=parsed.symbol,
        title=parsed.title or path.stem,
        url=f"/{parsed.symbol or path.stem}",
        kind=parsed.kind,
        organ=parsed.organ,
        date=parsed.date,
        year=parsed.date.year if parsed.date else None,
        cited=0,
        passages=tuple(
            Passage(p.kind, p.label, p.anchor, p.text, tuple((m.start, m.end) for m in p.marks))
            for p in parsed.paragraphs
        ),
        cites=tuple(c.target for p in parsed.paragraphs for c in p.citations if c.target),
        themes=tuple(c.theme for p in parsed.paragraphs for c in p.citations if c.theme),
        verbs=tuple((c.verb, c.target or "") for p in parsed.paragraphs for c in p.citations if c.verb),
    )
