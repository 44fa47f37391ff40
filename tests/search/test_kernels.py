"""The compiled kernels answer as the plain ones do; each kernel is compared with what a few lines of Python say."""

import importlib.util
import sys
from bisect import bisect_right
from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from search import kernels
from search.kernels import build, plain
from search.kernels.plain import MAX_LOOKUP_POSITIONS


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """The compiled kernels of this source: those that are in use, or new ones where a compiler is at hand."""
    if found := kernels.load_compiled():
        return found
    pytest.importorskip("Cython")
    folder = tmp_path_factory.mktemp("kernels")
    spec = importlib.util.spec_from_file_location("search.kernels.compiled", build.build(folder))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules.pop("search.kernels.compiled", None)
    return module


@pytest.fixture(scope="module", params=["plain", "compiled"])
def each(request):
    return plain if request.param == "plain" else request.getfixturevalue("compiled")


def ascending(dtype, most, sizes=(0, 1, 40, MAX_LOOKUP_POSITIONS + 20)):
    """Draw ascending arrays without duplicates; a few are long, so that both ways of searching are taken."""
    seeds = st.tuples(st.integers(0, 2**32 - 1), st.sampled_from(sizes))
    return seeds.map(lambda seed: draw(dtype, most, *seed))


def draw(dtype, most, seed, size):
    chance = np.random.default_rng(seed)
    spread = int(chance.integers(size + 1, most + 1))
    return np.sort(chance.choice(spread, size, replace=False)).astype(dtype)


positions = ascending(np.uint32, 4_000)
ids = ascending(np.int64, 900, (0, 1, 30, 800))
starts = st.lists(st.integers(1, 300), min_size=900, max_size=900).map(lambda ls: np.cumsum([0, *ls]).astype(np.uint32))
# Shrinking arrays takes minutes and tells no more than the seeds do.
few_examples = settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@few_examples
@given(terms=st.lists(st.tuples(positions, st.integers(0, 4)), min_size=1, max_size=4))
def test_a_phrase_is_where_each_term_is_at_its_offset(each, terms):
    found = set.intersection(*({int(one) - offset for one in array} for array, offset in terms))
    assert each.find_phrase(terms).tolist() == sorted(one for one in found if one >= 0)


sizes = st.sampled_from([1, 2, 5, 57, 58, 59, 120, 300])  # characters; the marks of 57 are read at once


@few_examples
@given(
    found=positions,
    marks=positions | ascending(np.uint32, 4_000, (1, 3)),
    bound=st.integers(0, 4_000),
    first=st.integers(0, 3),
    size=sizes,
)
def test_positions_with_a_mark_inside_are_dropped(each, found, marks, bound, first, size):
    parts = [
        (0, bound, each.pack_marks(marks[marks < bound], bound)),
        (bound, bound + 4_001, each.pack_marks(marks, 4_001)),
    ]
    # No string reaches from one segment into the next
    found = found[(found >= bound) | (found + first + size <= bound)]
    expected, marked = [], set(marks.tolist())
    for position in found.tolist():
        local = position if position < bound else position - bound
        segment = {mark for mark in marked if mark < bound} if position < bound else marked
        if segment.isdisjoint(range(local + first + 1, local + first + size)):
            expected.append(position)
    assert each.select_clear(found, parts, first, first + size).tolist() == expected


@few_examples
@given(found=positions, starts=starts, deleted=ids)
def test_documents_are_counted_and_scored(each, found, starts, deleted):
    live = np.ones(900, np.uint8)
    live[deleted] = 0
    found = found[found < starts[-1]]
    counts = {}
    for position in found.tolist():
        number = bisect_right(starts.tolist(), position) - 1
        if live[number]:
            counts[number] = counts.get(number, 0) + 1
    numbers, frequencies = each.count_documents(found, starts, live)
    assert dict(zip(numbers.tolist(), frequencies.tolist(), strict=True)) == counts
    assert frequencies.dtype == np.float32
    norms = np.linspace(0.5, 2, 900, dtype=np.float32)
    rarity = np.float32(log(1 + (900 - len(numbers) + 0.5) / (len(numbers) + 0.5)) * 2.2)
    expected = [np.float32(counts[n]) / (np.float32(counts[n]) + norms[n]) * rarity for n in numbers.tolist()]
    assert each.score(numbers, frequencies, norms, 900, 1.2).tolist() == expected  # to the last bit


@few_examples
@given(lists=st.lists(ids, min_size=1, max_size=5))
def test_lists_of_documents_are_intersected_and_united(each, lists):
    sets = [set(one.tolist()) for one in lists]
    assert each.intersect(lists).tolist() == sorted(set.intersection(*sets))
    assert each.unite(lists).tolist() == sorted(set.union(*sets))
    assert each.are_in(lists[0], lists[-1]).tolist() == [one in sets[-1] for one in lists[0].tolist()]


@few_examples
@given(words=st.lists(st.tuples(ids, st.lists(ids, max_size=3)), min_size=1, max_size=4))
def test_a_document_has_each_word_or_all_its_parts(each, words):
    columns = []
    for whole, parts in words:
        together = set.intersection(*(set(part.tolist()) for part in parts)) if parts else set()
        columns.append(set(whole.tolist()) | together)
    packed = [
        (whole, each.pack_ids(whole, 900), [(part, each.pack_ids(part, 900)) for part in parts])
        for whole, parts in words
    ]
    unpacked = [(whole, None, [(part, None) for part in parts]) for whole, parts in words]
    for given_words in (packed, unpacked):
        assert each.match_words(given_words).tolist() == sorted(set.intersection(*columns))


@few_examples
@given(lists=st.lists(positions, min_size=1, max_size=4))
def test_positions_of_several_terms_are_merged(each, lists):
    assert each.merge_positions(lists).tolist() == sorted(one for array in lists for one in array.tolist())


@few_examples
@given(wanted=ids, parts=st.lists(st.tuples(ids, st.booleans(), st.sampled_from([1.0, 0.3, 40.0])), max_size=5))
def test_scores_are_added_in_order_and_in_their_precision(each, wanted, parts):
    chance = np.random.default_rng(1)
    rows = [(one, chance.random(len(one), np.float32) if has else None, factor) for one, has, factor in parts]
    constants = chance.random(900, np.float32)
    totals = dict.fromkeys(range(900), np.float32(0))
    for found, impacts, factor in rows:
        for at, number in enumerate(found.tolist()):
            totals[number] += np.float32(factor) if impacts is None else impacts[at] * np.float32(factor)
    expected = [totals[number] + constants[number] for number in wanted.tolist()]
    assert each.sum_scores(wanted, rows, constants).tolist() == expected


FAR = 2**32 - 1  # of a term that the document lacks


def select_inside(positions, bounds):
    return [one for one in positions.tolist() if bounds[0] <= one < bounds[1]]


def split(positions, parts):
    """Return the positions of a term as those of several strings that stand for it; one may have none."""
    return [positions[part::parts].copy() for part in range(parts)]


def add_nearness_plainly(scores, documents, lists, starts):
    rarest, *others = sorted(lists, key=len)
    bounds = list(pairwise(starts.tolist()))
    for at, number in enumerate(documents.tolist()):
        inside = select_inside(rarest, bounds[number])
        spans = [
            max(
                min((abs(found - one) for found in select_inside(other, bounds[number])), default=FAR)
                for other in others
            )
            for one in inside
        ]
        if spans:
            scores[at] = float(scores[at]) + 8.0 / (1 + min(spans) / 60)


@few_examples
@given(
    documents=ids,
    lists=st.lists(ascending(np.uint32, 4_000, (1, 40, 300)), min_size=2, max_size=4),
    starts=starts,
    wanted=st.sampled_from([-1, 0, 3, 20]),
    parts=st.sampled_from([1, 2, 3]),
)
def test_near_terms_are_boosted_among_the_best(each, documents, lists, starts, wanted, parts):
    scores = np.random.default_rng(2).choice(30, len(documents)).astype(np.float32)  # with equal ones
    expected, rest = scores.copy(), np.empty(0, np.int64)
    add_nearness_plainly(expected, documents, lists, starts)
    terms = [split(positions, parts) for positions in lists]
    each.add_nearness(scores, documents, terms, starts, wanted, rest, 0, 8.0, 60)
    best = slice(None) if wanted < 0 else plain.find_best(expected, wanted)
    assert scores[best].tolist() == expected[best].tolist()
    assert wanted < 0 or each.find_best(scores, wanted).tolist() == plain.find_best(expected, wanted).tolist()


def test_documents_known_to_be_near_raise_the_bar_for_the_others(each):
    """Document 1 is known to gain at least 4, so document 0 need not be looked at: even 8 would not lift it."""
    starts, scores = np.array([0, 10, 20], np.uint32), np.array([1, 6], np.float32)
    terms = [[np.array([1, 11], np.uint32)], [np.array([2, 12], np.uint32)]]
    each.add_nearness(scores, np.array([0, 1]), terms, starts, 1, np.array([1]), 60, 8.0, 60)
    assert scores[0] == 1
    assert scores[1] > 10


@few_examples
@given(scores=st.lists(st.integers(0, 9), max_size=60), wanted=st.integers(-1, 70))
def test_the_best_come_first_and_equal_ones_keep_their_order(each, scores, wanted):
    expected = sorted(range(len(scores)), key=lambda at: -scores[at])[: max(wanted, 0)]
    assert each.find_best(np.array(scores, np.float32), wanted).tolist() == expected


def test_arrays_of_another_type_or_form_are_refused(compiled):
    """The compiled kernels take arrays by their address, so that a wrong one would read beside it."""
    right, ids_found = np.array([1, 2], np.uint32), np.array([1, 2])
    starts, live = np.array([0, 5], np.uint32), np.ones(1, np.uint8)
    refused = (
        lambda: compiled.find_phrase([(right.astype(np.int64), 0), (right, 1)]),
        lambda: compiled.find_phrase([(right, 0), ([1, 2], 1)]),
        lambda: compiled.find_phrase([(right.astype(">u4"), 0), (right, 1)]),
        lambda: compiled.count_documents(np.arange(9, dtype=np.uint32)[::2], starts, live),
        lambda: compiled.intersect([ids_found, ids_found.astype(np.int32)]),
        lambda: compiled.are_in(ids_found.reshape(1, 2), ids_found),
        lambda: compiled.find_best(np.ones(2), 1),
        lambda: compiled.intersect([ids_found, None]),
        lambda: compiled.unite([ids_found, [1, 5, 9]]),
        lambda: compiled.merge_positions([right, np.ones((1, 1), np.uint32)]),
    )
    for call in refused:
        with pytest.raises(TypeError):
            call()
    frozen = np.ones(1, np.float32)
    frozen.flags.writeable = False
    nowhere = np.empty(0, np.int64)
    for call in (
        lambda: compiled.intersect([]),
        lambda: compiled.unite([]),
        lambda: compiled.match_words([]),
        lambda: compiled.merge_positions([]),
        lambda: compiled.add_nearness(frozen.copy(), ids_found[:1], [[], []], starts, -1, nowhere, 0, 8.0, 60),
        lambda: compiled.add_nearness(frozen, ids_found[:1] - 1, [[right], [right]], starts, -1, nowhere, 0, 8.0, 60),
    ):
        with pytest.raises(ValueError):
            call()
    with pytest.raises(IndexError):
        compiled.pack_ids(ids_found, 2)
    with pytest.raises(ValueError):
        compiled.match_words([(ids_found, compiled.pack_ids(ids_found, size), []) for size in (64, 640)])


def test_large_positions_are_left_to_numpy():
    assert kernels.choose_kernels(np.dtype(np.int64)) is plain


def test_kernels_of_another_source_are_not_loaded(monkeypatch, tmp_path):
    digest = tmp_path / "digest"
    digest.write_text("0" * 64)
    monkeypatch.setattr(kernels, "DIGEST_FILE", digest)
    assert kernels.load_compiled.__wrapped__() is None
