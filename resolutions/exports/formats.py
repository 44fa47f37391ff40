"""The formats of one reference or a list of them: suffix, name, media type and writer."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from resolutions.exports.bibtex import bibtex
from resolutions.exports.csl import csl
from resolutions.exports.plain import gbt7714, plain
from resolutions.exports.records import whole_record
from resolutions.exports.reference import Reference
from resolutions.exports.ris import ris
from resolutions.exports.text import text

Writer = Callable[[Iterable[Reference]], Iterator[str]]
BETWEEN_TEXTS = f"\n{'=' * 40}\n\n"


@dataclass(frozen=True, slots=True)
class Format:
    """``suffix`` ends the address. ``is_download`` tells what a browser is to save, not to show.

    ``write_one`` is there where a single reference is written differently from a list of one.
    """

    suffix: str
    name: str
    media_type: str
    write: Writer
    is_download: bool = False
    write_one: Callable[[Reference], Iterator[str]] | None = None

    def one(self, reference: Reference) -> Iterator[str]:
        return self.write_one(reference) if self.write_one else self.write([reference])


def _plain(references: Iterable[Reference]) -> Iterator[str]:
    return (f"{plain(reference)}\n" for reference in references)


def _gbt7714(references: Iterable[Reference]) -> Iterator[str]:
    """Numbered when there are several, as in a list of literature."""
    entries = [gbt7714(reference, timezone.localdate()) for reference in references]
    numbers = [f"[{number}] " for number in range(1, len(entries) + 1)] if len(entries) > 1 else [""]
    return (f"{number}{entry}\n" for number, entry in zip(numbers, entries, strict=False))


def _texts(references: Iterable[Reference]) -> Iterator[str]:
    for number, reference in enumerate(references):
        if number:
            yield BETWEEN_TEXTS
        yield from text(reference)


def _ris(references: Iterable[Reference]) -> Iterator[str]:
    return map(ris, references)


def _bibtex(references: Iterable[Reference]) -> Iterator[str]:
    return map(bibtex, references)


def _csl(references: Iterable[Reference]) -> Iterator[str]:
    """Always an array, also of one item: that is what the schema asks for."""
    yield from _array(csl(reference) for reference in references)


def _json(references: Iterable[Reference]) -> Iterator[str]:
    yield from _array(whole_record(reference.document, reference.paragraph) for reference in references)


def _one_json(reference: Reference) -> Iterator[str]:
    yield json.dumps(whole_record(reference.document, reference.paragraph), ensure_ascii=False, indent=1) + "\n"


def _array(items: Iterable[Any]) -> Iterator[str]:
    yield "["
    for number, item in enumerate(items):
        yield ("," if number else "") + "\n" + json.dumps(item, ensure_ascii=False)
    yield "\n]\n"


FORMATS = {
    made.suffix: made
    for made in (
        Format("ref.txt", "中文引注", "text/plain", _plain),
        Format("gbt7714.txt", "GB/T 7714", "text/plain", _gbt7714),
        Format("ris", "RIS", "application/x-research-info-systems", _ris, is_download=True),
        Format("bib", "BibTeX", "application/x-bibtex", _bibtex, is_download=True),
        Format("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", _csl, is_download=True),
        Format("txt", "文本", "text/plain", _texts),
        Format("json", "JSON", "application/json", _json, write_one=_one_json),
    )
}
