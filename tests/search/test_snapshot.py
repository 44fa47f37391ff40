"""Scores that no query changes, and the cache of posting lists."""

import numpy as np

from resolutions.lru_cache import ENTRY_OVERHEAD_BYTES, ByteLRU


def test_static_scores_follow_their_arguments(search):
    snapshot = search.snapshot
    resolutions = snapshot.term_frequencies(("kind",), "resolution")[0]
    assert 0 < len(resolutions) < snapshot.size
    low, high = snapshot.static_scores({"resolution": 1.0}, 0.0), snapshot.static_scores({"resolution": 3.0}, 0.0)
    assert set(low[resolutions].tolist()) == {1.0} and set(high[resolutions].tolist()) == {3.0}
    assert not snapshot.static_scores({}, 0.0).any()
    assert snapshot.static_scores({"resolution": 1.0}, 0.0).tolist() == low.tolist()
    assert snapshot.static_scores({"resolution": 1.0}, 0.0) is snapshot.static_scores({"resolution": 1.0}, 0.0)


def test_static_scores_grow_with_the_citations_received(search, monkeypatch):
    snapshot = search.snapshot
    monkeypatch.setattr(snapshot, "cited", np.arange(snapshot.size))
    scores = snapshot.static_scores({}, 0.7)
    assert scores[0] == 0 and (np.diff(scores) > 0).all()


def test_the_cache_computes_a_value_once_and_evicts_what_was_not_used_longest():
    cache: ByteLRU[str] = ByteLRU(2 * (ENTRY_OVERHEAD_BYTES + 1))
    computed = []

    def get(key: str) -> str:
        return cache.get_or_compute(key, lambda: computed.append(key) or key, len)

    assert [get(key) for key in "abab"] == list("abab")
    assert computed == ["a", "b"]
    get("a")
    get("c")  # too many bytes for three: b goes
    assert [get(key) for key in "ac"] == list("ac")
    assert computed == ["a", "b", "c"]
    get("b")
    assert computed == ["a", "b", "c", "b"]


def test_a_value_larger_than_the_cache_is_still_cached_alone():
    cache: ByteLRU[str] = ByteLRU(10)
    assert cache.get_or_compute("long", lambda: "x" * 1000, len) == "x" * 1000
    assert cache.get_or_compute("long", lambda: "another", len) == "x" * 1000


def test_the_cache_can_be_read_without_computing_and_emptied():
    cache: ByteLRU[str] = ByteLRU(2 * (ENTRY_OVERHEAD_BYTES + 1))
    assert cache.get("a") is None
    for key in "ab":
        cache.get_or_compute(key, lambda key=key: key, len)
    assert cache.get("a") == "a"  # and is used later than b
    cache.get_or_compute("c", lambda: "c", len)
    assert (cache.get("a"), cache.get("b")) == ("a", None)
    cache.clear()
    assert cache.get("a") is None
    assert [cache.get_or_compute(key, lambda key=key: key, len) for key in "abab"] == list("abab")
