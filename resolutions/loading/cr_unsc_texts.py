"""Texts of CR-UNSC for the loader."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from resolutions.loading.collected_text import CollectedText
from resolutions.models import TextOrigin, TextQuality
from resolutions.sources.cr_unsc import CrUnscRow
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.writing.ingest import Provenance


def collect_texts(rows: Iterable[CrUnscRow], *, with_english: bool = False) -> Iterator[CollectedText]:
    """Yield the Chinese text of each row, and behind it the English one of the same row if that is asked for.

    A row without a Chinese text has nothing that an English one could stand beside.
    """
    for row in rows:
        collected = _collect(row)
        yield collected
        if with_english and collected.text and row.english.strip() and not collected.failure:
            yield _collect_english(row, collected)


def _collect_english(row: CrUnscRow, chinese: CollectedText) -> CollectedText:
    return replace(
        chinese,
        place=f"{chinese.place} (English)",
        text=row.english.replace("\0", ""),
        file_name=chinese.file_name.replace("-ZH.", "-EN."),
        provenance=replace(chinese.provenance, url=row.english_url),
        language="en",
    )


def _collect(row: CrUnscRow) -> CollectedText:
    symbol = canonicalize_symbol(row.symbol) or ""
    is_resolution = symbol.startswith("S/RES/") and symbol.endswith(")")
    return CollectedText(
        place=symbol if is_resolution else f"line {row.line}",
        symbol=symbol,
        text=row.text.replace("\0", "") if row.text.strip() else "",
        file_name=f"{symbol.replace('/', '_')}-ZH.txt",
        provenance=Provenance(
            TextOrigin.CR_UNSC,
            url=row.url,
            licence=row.licence,
            quality=TextQuality.OCR if row.is_recognised else TextQuality.OFFICIAL,
        ),
        reason=f"由 CR-UNSC {row.version} 收录".replace("  ", " "),
        adopted_on=row.date,
        meeting=row.meeting,
        failure="" if is_resolution else f"no Council resolution is named {row.symbol[:60]!r}",
    )
