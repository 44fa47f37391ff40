"""Filters, orders and the Chinese part of an English query are the same with both engines."""

import pytest

from search.indexing import rebuild_from_database
from tests.search.bilingual_documents import PIRACY, WOMEN, add_both

pytestmark = pytest.mark.django_db
FIRST, SECOND = "S/RES/2790(2025)", "S/RES/2792(2025)"


@pytest.mark.parametrize(
    "typed, parameters, symbols",
    [
        ("arms embargo", {"sort": "oldest"}, [FIRST, SECOND]),
        ("arms embargo", {"sort": "newest"}, [SECOND, FIRST]),
        ("苏丹 embargo", {}, [SECOND]),
        ("索马里 embargo", {"year": "2025"}, [FIRST]),
        ("arms embargo", {"year": "2024"}, []),
        ("arms embargo", {"kind": "resolution", "collection": "english"}, None),
    ],
)
def test_both_engines_give_the_same_english_results(client, engine, typed, parameters, symbols):
    add_both(PIRACY)
    add_both(WOMEN)
    rebuild_from_database()
    found = client.get("/api/v1/search", {"q": typed, **parameters}).json()["english"]
    names = [one["symbol"] for one in found["documents"]]
    assert names == symbols if symbols is not None else sorted(names) == [FIRST, SECOND]
    assert found["total"] == len(names)
