"""English names of States in their usual capitals."""

import csv
from pathlib import Path

import pytest

from resolutions.text.state_names import spell_state_name

STATES = Path(__file__).parents[2] / "fixtures" / "catalogue" / "member_states.csv"


@pytest.mark.parametrize(
    "name, spelled",
    [
        ("UNITED STATES", "United States"),
        (
            "UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND",
            "United Kingdom of Great Britain and Northern Ireland",
        ),
        ("IRAN (ISLAMIC REPUBLIC OF)", "Iran (Islamic Republic of)"),
        ("NETHERLANDS (KINGDOM OF THE)", "Netherlands (Kingdom of the)"),
        ("CÔTE D'IVOIRE", "Côte d'Ivoire"),
        ("COTE D’IVOIRE", "Côte d'Ivoire"),  # the Library has it with and without accents
        ("LAO PEOPLE'S DEMOCRATIC REPUBLIC", "Lao People's Democratic Republic"),
        ("BOSNIA AND HERZEGOVINA", "Bosnia and Herzegovina"),
        ("TRINIDAD AND TOBAGO", "Trinidad and Tobago"),
        ("GUINEA-BISSAU", "Guinea-Bissau"),
        ("TÜRKİYE", "Türkiye"),
        ("USSR", "USSR"),
        ("BYELORUSSIAN SSR", "Byelorussian SSR"),
        ("GERMANY, FEDERAL REPUBLIC OF", "Germany, Federal Republic of"),
        # not in the list
        ("PEOPLE'S REPUBLIC OF THE TWO ISLES (OF THE WEST)", "People's Republic of the Two Isles (of the West)"),
        ("THE TWO ISLES", "The Two Isles"),
        ("San Marino", "San Marino"),
        ("Republic Of iSles", "Republic Of iSles"),  # as an editor wrote it
        ("", ""),
    ],
)
def test_a_name_has_its_usual_capitals(name, spelled):
    assert spell_state_name(name) == spelled


def test_every_state_of_the_catalogue_is_in_the_list(monkeypatch):
    with STATES.open(encoding="utf-8", newline="") as file:
        names = [row["english"] for row in csv.DictReader(file)]
    monkeypatch.setattr("resolutions.text.state_names._capitalize_words", lambda name: f"unknown: {name}")
    spelled = {name: spell_state_name(name) for name in names}
    assert [
        name for name, words in spelled.items() if words.startswith("unknown") or (words.isupper() and name != "USSR")
    ] == []
