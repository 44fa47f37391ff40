"""No query hurts: whatever is typed is answered, and the counts stay true."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.finding import Request

SYNTAX = st.text('妇女与或非 ANDORNT-()（）"“”:：*标题年份引用段落文号.20', max_size=120)
ANYTHING = st.text(max_size=400)
PATHOLOGICAL = st.sampled_from(
    ["(" * 5000, '"' * 999, "的" * 300, "NOT " * 200, "- " * 300, "*" * 300, "a" * 9999, "\0", "𠀀" * 100, "OR AND NOT"]
)


@given(SYNTAX | ANYTHING | PATHOLOGICAL, st.sampled_from(["", "exact", "fuzzy"]))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_query_is_answered(search, typed, mode):
    answer = search.answer(Request(typed, mode))
    assert 0 <= answer.total <= search.snapshot.count
    assert len(answer.results) == min(answer.total, 20)
    for result in answer.results:
        for snippet in result.snippets:
            assert all(snippet.text[start:end] for start, end in snippet.ranges)
            assert "".join(a + b for a, b in snippet.pairs) + snippet.rest == snippet.text


def test_a_query_too_long_is_cut_and_the_reader_told(search):
    answer = search.answer(Request("安全部门改革 " * 100))
    assert "只用了前" in " ".join(answer.query.problems)
