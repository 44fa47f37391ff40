"""Any input is answered, with true counts. The examples are the same at every run, and no time limit applies."""

from math import inf

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import HealthCheck, Phase, given, settings

from search.protocol.request import SearchRequest
from tests.search.hostile import WORST, queries, requests

THOROUGH = settings(
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True, scope="module")
def without_time_limit():
    """A slow machine must not turn an answer into an error."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.results.time_limit.QUERY_CPU_SECONDS", inf)
        patch.setattr("search.results.time_limit.QUERY_WALL_SECONDS", inf)
        yield


@given(request=requests)
@settings(THOROUGH, max_examples=2000)
def test_any_request_is_answered_and_its_parts_agree(search, request):
    answer = search.answer(request)
    assert 0 <= answer.total <= search.snapshot.count
    assert len(answer.results) == max(min(answer.total - request.offset, request.size), 0)
    for name, counts in answer.facets.items():
        if name in request.filters:  # it ignores its own values, and keeps those chosen
            assert all(0 <= one.count <= search.snapshot.count for one in counts)
        else:
            assert all(0 < one.count <= answer.total for one in counts)
    assert len(answer.partial.results) <= max(request.size - len(answer.results), 0)
    assert not {r.card.key for r in answer.partial.results} & {r.card.key for r in answer.results}
    for result in (*answer.results, *answer.partial.results):
        for snippet in result.snippets:
            runs = snippet.runs[snippet.is_cut_before : len(snippet.runs) - snippet.is_cut_after]
            assert "".join(run.text for run in runs) == snippet.text
            assert [run.text for run in runs if run.is_hit] == [snippet.text[a:b] for a, b in snippet.ranges]


@pytest.mark.parametrize("mode", ["", "exact", "fuzzy"])
def test_each_worst_case_is_answered(search, mode):
    for typed in WORST:
        assert 0 <= search.answer(SearchRequest(typed, mode, with_partial=True)).total <= search.snapshot.count


@pytest.mark.django_db
def test_the_page_answers_any_query(seeds, client):
    @given(typed=queries)
    @settings(THOROUGH, max_examples=150)
    def ask(typed):
        parameters = QueryDict(mutable=True)
        parameters["q"] = typed.encode("utf-8", "replace").decode()  # Django decodes no half characters
        response = client.get(f"/search?{parameters.urlencode()}")
        assert response.status_code in (200, 302)

    ask()
    assert connection.is_usable()


def test_a_query_too_long_is_truncated_with_a_message(search):
    answer = search.answer(SearchRequest("安全部门改革 " * 100))
    assert "只用了前" in " ".join(answer.query.problems)
