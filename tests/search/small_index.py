"""Small indexes of written documents, for tests of the ranking."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from search.chinese.dictionary import load_dictionary
from search.chinese.squeezing import squeeze
from search.index.entries import build_entry
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index
from search.index.snapshot import SnapshotManager
from search.protocol.documents import IndexableDocument, Passage
from search.results.answer import Searcher

FILLER = "龘"  # matches no word


def document(key: int, *passages: str | tuple[str, str], **values) -> IndexableDocument:
    """A letter with ``passages``: a text of the kind ``body``, or a pair of kind and text."""
    pairs = [("body", passage) if isinstance(passage, str) else passage for passage in passages]
    texts = tuple(Passage(kind, str(n), f"p{n}", text) for n, (kind, text) in enumerate(pairs, start=1))
    defaults = {"symbol": "", "title": "文件", "kind": "letter", "organ": "", "date": date(2020, 1, 1), "cited": 0}
    return IndexableDocument(key=key, url=f"/{key}", passages=texts, **(defaults | {"year": 2020} | values))


def padded(*documents: IndexableDocument) -> list[IndexableDocument]:
    """The documents with fillers at their ends, so that BM25 takes all of them for equally long."""
    lengths = [len(squeeze(build_entry(item).text).characters) for item in documents]
    return [
        replace(item, passages=(*item.passages[:-1], _pad(item.passages[-1], max(lengths) - length)))
        for item, length in zip(documents, lengths, strict=True)
    ]


def _pad(passage: Passage, count: int) -> Passage:
    return replace(passage, text=passage.text + FILLER * count)


def open_search(path: Path, documents: list[IndexableDocument]) -> Searcher:
    folder = IndexFolder(path)
    rebuild_index(folder, documents)
    return Searcher(SnapshotManager(folder).snapshot(), load_dictionary())
