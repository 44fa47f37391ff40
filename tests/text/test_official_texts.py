"""Symbols in the cells of catalogues, and the addresses of official texts."""

import csv
from pathlib import Path

import pytest

from resolutions.text.official_texts import official_url, split_printed_symbols

CATALOGUE = Path(__file__).parents[2] / "fixtures" / "catalogue"

CELLS = {
    "S/PV.8771": ["S/PV.8771"],
    "S/2839;S/2881": ["S/2839", "S/2881"],
    "S/2839, 2881": ["S/2839", "S/2881"],
    "S/552, S/PV.202": ["S/552", "S/PV.202"],
    "S/471 and S/471/Add.1": ["S/471", "S/471/Add.1"],
    "S/471/Add.1 和 Add.2": ["S/471/Add.1", "S/471/Add.2"],
    "S/9696 and Corr.1 & 2": ["S/9696", "S/9696/Corr.1", "S/9696/Corr.2"],
    "S/10805/Rev.1 + Corr.1": ["S/10805/Rev.1", "S/10805/Rev.1/Corr.1"],
    "S/PV.4298 + Corr.1": ["S/PV.4298", "S/PV.4298/Corr.1"],
    "S/PV.4734 (Resumption 1) + Corr.2": ["S/PV.4734(Resumption1)", "S/PV.4734(Resumption1)/Corr.2"],
    "S/PV.8699(Resumption1)": ["S/PV.8699(Resumption1)"],
    "S/PV.3378-3380": ["S/PV.3378", "S/PV.3380"],
    "S/PV.3378–80": ["S/PV.3378", "S/PV.3380"],
    "S/PV.99-100": ["S/PV.99", "S/PV.100"],
    "S/PV.5083 (meeting held in Nairobi)": ["S/PV.5083"],
    "S/3995 (incorporating the amendment S/3998)": ["S/3995", "S/3998"],
    "S/15255/Rev.2(as corrected)": ["S/15255/Rev.2"],
    "S/RES/1325(2000)": ["S/RES/1325(2000)"],
    "A/RES/1514(XV), A/ES-10/6 & A/C.1/46/L.1": ["A/RES/1514(XV)", "A/ES-10/6", "A/C.1/46/L.1"],
    "S/2020/1, 3 May": ["S/2020/1", "S/2020/3"],
    "no symbol": [],
    "S/": [],
    "--": [],
    "": [],
}


@pytest.mark.parametrize(("cell", "symbols"), CELLS.items())
def test_a_cell_is_split_into_its_symbols(cell, symbols):
    assert [piece.symbol for piece in split_printed_symbols(cell) if piece.symbol] == symbols


def test_every_cell_of_the_catalogue_has_symbols_with_an_address_and_no_character_is_lost():
    tables = {
        "sc_resolutions": ("meeting", "draft_symbol"),
        "sc_vetoes": ("meeting", "draft_symbol"),
        "sc_prst": ("meeting",),
    }
    cells = set()
    for name, columns in tables.items():
        with (CATALOGUE / f"{name}.csv").open(encoding="utf-8") as file:
            cells |= {row[column] for row in csv.DictReader(file) for column in columns}
    assert len(cells) > 2_000
    for cell in cells - {"", "--"}:
        pieces = split_printed_symbols(cell)
        assert "".join(piece.text for piece in pieces) == cell
        addresses = [piece.url for piece in pieces if piece.symbol]
        assert addresses and all(" " not in address and ";" not in address for address in addresses), cell


def test_the_words_between_symbols_are_no_links():
    pieces = split_printed_symbols("S/PV.5083 (meeting held in Nairobi)")
    assert [(piece.text, piece.url, piece.is_english) for piece in pieces] == [
        ("S/PV.5083", "https://docs.un.org/zh/S/PV.5083", False),
        (" (meeting held in Nairobi)", "", True),
    ]


def test_an_address_names_its_language():
    assert official_url("S/RES/2553(2020)", "en") == "https://docs.un.org/en/S/RES/2553(2020)"
    assert official_url("") == ""
