"""The formats of references and texts: suffix, name, media type and writer of each."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from resolutions.exports.bibtex import format_bibtex
from resolutions.exports.chinese_references import (
    format_chinese_reference,
    format_gbt7714,
    format_gbt7714_2015,
    format_legal_reference,
)
from resolutions.exports.csl import build_csl_item
from resolutions.exports.document_table import write_document_table
from resolutions.exports.plain_text import write_plain_text
from resolutions.exports.records import full_document_record
from resolutions.exports.reference import Reference
from resolutions.exports.ris import format_ris

ReferenceWriter = Callable[[Iterable[Reference]], Iterator[str]]
TABLE_FORMS = {"csv": "CSV 表格", "json": "JSON"}  # of lists of what are no documents
TEXT_SEPARATOR = f"\n{'=' * 40}\n\n"


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``suffix`` ends the address; a browser saves a format with ``is_download`` and shows the others. A
    format with ``is_text`` holds the document's text, the others refer to it. One with ``is_table`` is for lists.

    ``write_one`` is for formats that write a single reference differently from a list of one.
    """

    suffix: str
    name: str
    media_type: str
    write: ReferenceWriter
    is_download: bool = False
    is_text: bool = False
    is_table: bool = False
    write_one: Callable[[Reference], Iterator[str]] | None = None

    def write_single(self, reference: Reference) -> Iterator[str]:
        """Write one reference in parts."""
        return self.write_one(reference) if self.write_one else self.write([reference])


def _one_a_line(format_one: Callable[[Reference], str]) -> ReferenceWriter:
    return lambda references: (f"{format_one(reference)}\n" for reference in references)


def _gbt7714(references: Iterable[Reference]) -> Iterator[str]:
    return _numbered([format_gbt7714(reference) for reference in references])


def _gbt7714_2015(references: Iterable[Reference]) -> Iterator[str]:
    return _numbered([format_gbt7714_2015(reference, timezone.localdate()) for reference in references])


def _numbered(entries: list[str]) -> Iterator[str]:
    """Yield the entries, with numbers when there are several, as in a bibliography."""
    numbers = [f"[{number}] " for number in range(1, len(entries) + 1)] if len(entries) > 1 else [""]
    return (f"{number}{entry}\n" for number, entry in zip(numbers, entries, strict=False))


def _texts(references: Iterable[Reference]) -> Iterator[str]:
    for number, reference in enumerate(references):
        if number:
            yield TEXT_SEPARATOR
        yield from write_plain_text(reference)


def _ris(references: Iterable[Reference]) -> Iterator[str]:
    return map(format_ris, references)


def _bibtex(references: Iterable[Reference]) -> Iterator[str]:
    return map(format_bibtex, references)


def _csl(references: Iterable[Reference]) -> Iterator[str]:
    """Write an array also for one item, as the schema of CSL-JSON requires."""
    yield from _array(build_csl_item(reference) for reference in references)


def _json(references: Iterable[Reference]) -> Iterator[str]:
    yield from _array(full_document_record(reference.document, reference.paragraph) for reference in references)


def _one_json(reference: Reference) -> Iterator[str]:
    yield json.dumps(full_document_record(reference.document, reference.paragraph), ensure_ascii=False, indent=1) + "\n"


def _array(items: Iterable[Any]) -> Iterator[str]:
    yield "["
    for number, item in enumerate(items):
        yield ("," if number else "") + "\n" + json.dumps(item, ensure_ascii=False)
    yield "\n]\n"


FORMATS = {
    format.suffix: format
    for format in (
        Format("ref.txt", "中文引注", "text/plain", _one_a_line(format_chinese_reference)),
        Format("gbt7714.txt", "GB/T 7714—2025", "text/plain", _gbt7714),
        Format("gbt7714-2015.txt", "GB/T 7714—2015", "text/plain", _gbt7714_2015),
        Format("legal.txt", "《法学引注手册》", "text/plain", _one_a_line(format_legal_reference)),
        Format("ris", "RIS", "application/x-research-info-systems", _ris, is_download=True),
        Format("bib", "BibTeX", "application/x-bibtex", _bibtex, is_download=True),
        Format("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", _csl, is_download=True),
        Format("csv", "CSV 表格", "text/csv", write_document_table, is_download=True, is_table=True),
        Format("txt", "文本", "text/plain", _texts, is_text=True),
        Format("json", "JSON", "application/json", _json, is_text=True, write_one=_one_json),
    )
}
