"""Choose documents to fetch from the United Nations, and start the job that does it."""

import re
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from resolutions.fetching.configured import may_fetch
from resolutions.fetching.errors import FailureReason
from resolutions.interface.sentences import translate_sentence
from resolutions.jobs.queue import start_job
from resolutions.models import Document, DocumentFetch, FetchOutcome, Job, JobKind, Kind, Organ, Status
from resolutions.text.citations.spellings import canonicalize_symbol

MAX_SYMBOLS = 5_000  # of one request
WANTED_COUNT = 200  # of the most cited documents without a text
_RANGE = re.compile(r"(?:S/RES/)?(\d{1,4})\s*[-–—~至]\s*(?:S/RES/)?(\d{1,4})", re.IGNORECASE)
_UNFETCHED_KINDS = (Kind.MEETING, Kind.CHARTER)


def find_problem(symbols: Sequence[str]) -> str:
    """Return the reason why nothing can be fetched, as a sentence; empty when it can."""
    if not may_fetch():
        return translate_sentence(FailureReason.OFF.chinese)
    if not symbols:
        return gettext("没有要取的文件。")
    wrong = [symbol for symbol in symbols if not canonicalize_symbol(symbol)]
    if wrong:
        return gettext("“{words}”不是文号。").format(words=wrong[0][:60])
    return gettext("一次最多取 {most} 份文件。").format(most=MAX_SYMBOLS) if len(symbols) > MAX_SYMBOLS else ""


def start_fetch(symbols: Sequence[str], user: User | None = None) -> Job:
    """Start a job that fetches the Chinese texts of these documents, each once."""
    chosen = list(dict.fromkeys(canonicalize_symbol(symbol) or symbol for symbol in symbols))
    title = chosen[0] if len(chosen) == 1 else f"{chosen[0]} 等 {len(chosen)} 份"
    return start_job(JobKind.FETCH, title, {"symbols": chosen}, key=f"fetch {title}", user=user)


def list_wanted(count: int = WANTED_COUNT) -> list[str]:
    """Return the symbols of the most cited documents without a text, without those known not to exist in Chinese."""
    wanted = Document.objects.wanted().exclude(symbol="").filter(~_has_no_chinese_text())
    return list(wanted.values_list("symbol", flat=True)[:count])


def list_missing() -> list[str]:
    """Return the symbols of the catalogue's documents without a text, without those known not to exist in Chinese."""
    stubs = Document.objects.filter(status=Status.STUB, catalogue__isnull=False).exclude(kind__in=_UNFETCHED_KINDS)
    return list(stubs.filter(~_has_no_chinese_text()).order_by("number", "symbol").values_list("symbol", flat=True))


def list_range(printed: str) -> list[str]:
    """Return the symbols of the Council's resolutions in a range such as ``S/RES/2000-2100``, both ends included.

    Raises ValueError for anything else. Numbers that the catalogue lacks are left out.
    """
    match = _RANGE.fullmatch(printed.strip())
    if not match or int(match[1]) > int(match[2]):
        raise ValueError(printed)
    numbers = {"number__gte": int(match[1]), "number__lte": int(match[2])}
    known = Document.objects.filter(organ=Organ.SECURITY_COUNCIL, kind=Kind.RESOLUTION, year__isnull=False, **numbers)
    return list(known.order_by("number").values_list("symbol", flat=True))


def _has_no_chinese_text() -> Exists:
    known = DocumentFetch.objects.filter(document=OuterRef("pk"), language="zh", outcome=FetchOutcome.NOT_PUBLISHED)
    return Exists(known)
