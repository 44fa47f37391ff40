"""Does any query hurt? Random and hostile queries over thousands of texts, each answered with snippets and facets.

    python -m bench.search.hostile ../shared/scale/laws-hans.tar.xz [--documents 3475] [--queries 10000] [--pages]

With ``--pages`` each is asked of the whole results page, Django's view to HTML, which also helps where nothing is
found; that needs the portal's settings and, in DATABASE_URL, a migrated database.

The queries are those of the tests (``tests/search/hostile.py``): every worst case thought of in both modes, then
what Hypothesis makes of them. Times are milliseconds of wall clock, query to answer. A query over the limit is asked
three times more, and its best time counts: other programs on the machine are not its fault.
"""

import random
import statistics
import tempfile
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import NonInteractiveExampleWarning

from bench.search.corpus import build_parser, parse_options, read_texts
from bench.search.portal_engine import build_index
from search.chinese.dictionary import load_dictionary
from search.index.folder import IndexFolder
from search.index.snapshot import SnapshotManager
from search.results.answer import Searcher
from search.results.run import SearchRequest
from tests.search.hostile import WORST, requests

LIMIT_MS = 200  # milliseconds
MAX_SHOWN_QUERIES = 10


@dataclass(slots=True)
class QueryTrial:
    """Asks queries and keeps what they took; an exception is kept and does not end the trial."""

    call: Callable[[SearchRequest], object]
    times: list[tuple[float, SearchRequest]] = field(default_factory=list)
    over: list[tuple[float, SearchRequest]] = field(default_factory=list)
    raised: list[tuple[str, SearchRequest]] = field(default_factory=list)

    def ask(self, request: SearchRequest) -> None:
        try:
            taken = measure_milliseconds(lambda: self.call(request))
        except Exception:
            self.raised.append((traceback.format_exc(limit=-3), request))
            return
        if taken > LIMIT_MS:
            taken = min(measure_milliseconds(lambda: self.call(request)) for _ in range(3))
        self.times.append((taken, request))
        if taken > LIMIT_MS:
            self.over.append((taken, request))

    def report(self) -> None:
        times = sorted(taken for taken, _ in self.times)
        middle, last = statistics.median(times), times[int(len(times) * 0.99)]
        print(
            f"{len(times) + len(self.raised)} queries, exceptions {len(self.raised)},"
            f" over {LIMIT_MS} ms {len(self.over)}"
        )
        print(f"p50 {middle:.1f}  p99 {last:.1f}  max {times[-1]:.1f} ms; the slowest:")
        slowest = sorted(self.times, key=lambda one: -one[0])
        for taken, request in slowest[: max(MAX_SHOWN_QUERIES, len(self.over))]:
            print(f"{taken:8.1f}  {format_request(request)}")
        for trace, request in {trace.splitlines()[-2]: (trace, request) for trace, request in self.raised}.values():
            print(f"raised: {format_request(request)}\n{trace}")


def measure_milliseconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return 1000 * (perf_counter() - start)


def format_request(request: SearchRequest) -> str:
    """A request on one line; a long query by its beginning and its length."""
    typed = ascii(request.typed) if not request.typed.isprintable() else repr(request.typed)
    typed = typed if len(typed) < 90 else f"{typed[:80]}… ({len(request.typed)} characters)"
    said = (request.mode or "exact, then fuzzy", request.scope, request.sort, request.offset, dict(request.filters))
    return f"{typed}  {' · '.join(map(str, said))}"


def ask_all(call: Callable[[SearchRequest], object], count: int) -> QueryTrial:
    trial = QueryTrial(call)
    worst = [SearchRequest(typed, mode) for typed in WORST for mode in ("", "exact", "fuzzy")]
    random.Random(3).shuffle(worst)
    for request in worst:
        trial.ask(request)

    @seed(20201203)
    @settings(
        max_examples=max(count - len(worst), 1),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(requests)
    def rest(request):
        if len(trial.times) + len(trial.raised) < count:
            trial.ask(request)

    rest()
    while len(trial.times) + len(trial.raised) < count:  # Hypothesis stops early where it sees nothing new
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NonInteractiveExampleWarning)
            trial.ask(requests.example())
    return trial


def build_page_call(index: str) -> Callable[[SearchRequest], object]:
    from bench.search import results_page as results_page

    results_page.set_up_django()
    results_page.use_engine({"ENGINE": results_page.PORTAL_ENGINE, "PATH": index})
    from django.test import RequestFactory

    from search.pages.views import search_results

    factory = RequestFactory(headers={"host": "127.0.0.1"})

    def ask(request: SearchRequest) -> object:
        typed = request.typed.encode("utf-8", "replace").decode()  # no browser sends half characters
        asked = {"q": typed, "mode": request.mode, "scope": request.scope, "sort": request.sort}
        return search_results(factory.get("/search", asked))

    return ask


def main() -> None:
    parser = build_parser(__doc__)
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--pages", action="store_true", help="whole results pages")
    options = parse_options(parser)
    with tempfile.TemporaryDirectory() as path:
        build_index(IndexFolder(path), read_texts(options.texts, options.documents))
        search = Searcher(SnapshotManager(IndexFolder(path)).snapshot(), load_dictionary())
        ask_all(build_page_call(path) if options.pages else search.answer, options.queries).report()


if __name__ == "__main__":
    main()
