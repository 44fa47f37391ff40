"""The soak's judgement: which editions a reader may have seen at a time."""

import pytest

from bench.drills.editions import build_text, find_edition, symbol_of
from bench.drills.publisher import UNDECIDED, Change
from bench.drills.timeline import Timeline
from resolutions.text import read_document

NUMBER = 2201
CHANGES = [
    Change(NUMBER, 2, 10.0, 11.0),
    Change(NUMBER, 0, 20.0, 21.0),
    Change(NUMBER, 2, 30.0, 31.0, "OperationalError"),
    Change(NUMBER, UNDECIDED, 33.0, 33.1, "OperationalError"),
    Change(NUMBER, 3, 40.0, 41.0),
]


@pytest.mark.parametrize(
    "began, ended, possible",
    [
        (5, 6, {1}),
        (9, 10.5, {1, 2}),
        (10.5, 10.6, {1, 2}),  # while it changes
        (11.5, 12, {2}),  # the old edition is stale now
        (22, 23, {0}),
        (32, 33, {0, 2}),  # a change that failed may have been committed
        (39, 45, {0, 2, 3}),
        (42, 43, {3}),
    ],
)
def test_an_answer_may_show_what_was_possible_during_its_request(began, ended, possible):
    assert Timeline([NUMBER, 2202], CHANGES).possible(NUMBER, began, ended) == possible


def test_a_failed_last_change_leaves_two_possible_states():
    timeline = Timeline([NUMBER, 2202], CHANGES[:3])
    assert timeline.final(NUMBER) == {0, 2} and timeline.final(2202) == {1}


@pytest.mark.parametrize("number, edition", [(2201, 1), (2230, 17), (2301, 4)])
def test_a_made_text_is_read_without_a_warning_and_says_its_edition(number, edition):
    parsed = read_document(build_text(number, edition))
    assert str(parsed.symbol) == symbol_of(number) and not parsed.warnings
    assert find_edition(build_text(number, edition), number) == edition
