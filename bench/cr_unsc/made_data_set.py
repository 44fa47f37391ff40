"""A made data set in the shape of CR-UNSC: a ZIP with one CSV file."""

import csv
import io
import random
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.cr_unsc.columns import COLUMNS
from bench.cr_unsc.made_texts import ROOT, CatalogueRow, Pool, TextMaker, read_catalogue, read_pool

FIXTURES = ROOT / "fixtures" / "catalogue" / "sc_resolutions.csv"
SHARED = ROOT.parent / "shared"
NAME = "CR-UNSC_2026-01-01_ALL_CSV_FULL.csv"


def load_rows() -> list[CatalogueRow]:
    """Return the resolutions of the catalogue, with those of ../shared that it may lack."""
    rows = read_catalogue([FIXTURES, *sorted((SHARED / "catalogue").glob("sc_resolutions_*.csv"))])
    return list({row.symbol: row for row in rows}.values())


def load_pool() -> Pool:
    """Return the real paragraphs of the fixtures, and of ../shared where it exists."""
    corpus = SHARED / "corpus" / "zh"
    return read_pool(corpus if corpus.exists() else None)


def write_data_set(path: Path, rows: Sequence[CatalogueRow], pool: Pool) -> int:
    """Write the ZIP file; return the number of characters of the texts."""
    maker, characters = TextMaker(rows, pool), 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(NAME, "w") as file:
        table = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.DictWriter(table, COLUMNS, restval="NA", lineterminator="\n")
        writer.writeheader()
        for fields in _build_fields(rows, maker):
            characters += len(fields["text_zh"])
            writer.writerow(fields)
        table.flush()
        table.detach()
    return characters


def _build_fields(rows: Sequence[CatalogueRow], maker: TextMaker) -> Iterator[dict[str, str]]:
    order = list(range(len(rows)))
    random.Random(1997).shuffle(order)  # the first texts are as long as the last ones, so that their cost compares
    for at in order:
        row = rows[at]
        yield {
            "body": "S",
            "date": row.day.isoformat(),
            "doc_id": f"S_RES_{row.number}_{row.day.year}",
            "doctype": "RES",
            "meeting_no": str(row.meeting),
            "res_no": str(row.number),
            "symbol": row.symbol,
            "year": str(row.day.year),
            "text_zh": maker.make(at),
            "url_res_zh": f"https://undocs.org/zh/{row.symbol}",
            "doi_concept": "10.5281/zenodo.7319780",
            "license": "CC0 1.0",
            "version": "2026-01-01",
        }
