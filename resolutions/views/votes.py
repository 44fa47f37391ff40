"""表决: divided resolutions, votes by State, vetoed drafts."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.generic import ListView

from resolutions.http.csv_response import build_csv_response
from resolutions.http.refusal import render_error_page
from resolutions.models import PERMANENT_SEATS, Ballot, Document, VetoedDraft
from resolutions.statistics.chart_layout import layout_chart
from resolutions.statistics.queries import vote_lists
from resolutions.statistics.queries.cached import get_or_compute, read_data_state
from resolutions.statistics.queries.figure_builders import load_figure
from resolutions.statistics.queries.vote_lists import DIVISION_NAMES, StateCounts
from resolutions.views.browse import PAGE_SIZE, DocumentList

_REFUSAL = (
    "各国投票取自联合国图书馆《安全理事会表决数据》，只限非商业使用，本站没有开放导出。"
    "原表可在联合国数字图书馆下载（digitallibrary.un.org/record/4055387）。"
)
VETO_COLUMNS = (
    "日期",
    "决议草案",
    "会议记录",
    "议题",
    "议题（英文）",
    "否决国",
    "赞成",
    "反对",
    "弃权",
    "出处",
    "备注",
)


class DividedResolutions(DocumentList):
    """The resolutions that were not adopted with the votes of all members, the newest first; four queries."""

    template_name = "browse/divided.html"
    export_name = "divided"

    def get_queryset(self) -> QuerySet[Document]:
        """Filter by the parameter ``with``: ``no``, ``abstain`` or ``absent``; raises ``Http404`` for another."""
        self.division = read_division(self.request)
        return vote_lists.divided_resolutions(self.division)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the divisions to choose from."""
        heading = f"{DIVISION_NAMES[self.division]}决议"
        return super().get_context_data(
            divisions=DIVISION_NAMES.items(), division=self.division, heading=heading, **kwargs
        )


def read_division(request: HttpRequest) -> str:
    """Return the parameter ``with``; raises ``Http404`` for an unknown value."""
    division = request.GET.get("with", "")
    if division not in DIVISION_NAMES:
        raise Http404
    return division


def states(request: HttpRequest) -> HttpResponse:
    """Show the numbers of votes of every State; one query while the data are unchanged, two after a change."""
    context = {"states": load_states(), "ballots": list(Ballot), "may_export": settings.EXPORT_LIBRARY_FACTS}
    return render(request, "browse/states.html", context)


class StateResolutions(DocumentList):
    """The resolutions that one State voted on, with its votes; six queries at most."""

    template_name = "browse/state.html"
    export_name = "votes"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show a page of the list, or export it where the operator allows that."""
        refused = refuse_export(request) if "form" in self.kwargs else None
        return refused or super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Document]:
        """Filter by the parameter ``ballot``; raises ``Http404`` for an unknown State or ballot."""
        self.state, self.ballot = read_state(self.kwargs["code"]), read_ballot(self.request)
        return vote_lists.resolutions_of_state(self.state.code, self.ballot)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the State and the ballots to choose from."""
        context = super().get_context_data(state=self.state, ballot=self.ballot, **kwargs)
        for document in context["page_obj"].object_list:
            document.ballot_name = Ballot(document.ballot).label
        choices = [(Ballot(value), count) for value, count in self.state.cells if count]
        return context | {"choices": choices, "may_export": settings.EXPORT_LIBRARY_FACTS}


class Vetoes(ListView):
    """The vetoed drafts, all or those of one permanent seat, the newest first.

    Five queries while the data are unchanged, eleven after a change.
    """

    template_name = "browse/vetoes.html"
    paginate_by = PAGE_SIZE

    def get_queryset(self) -> QuerySet[VetoedDraft]:
        """Filter by the parameter ``seat``; raises ``Http404`` for another State."""
        self.seat = read_seat(self.request)
        return vote_lists.vetoed_drafts(self.seat)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the seats with their numbers, and the page of each draft that has one here."""
        state = read_data_state()
        counts = get_or_compute(state, "vetoes-by-seat", vote_lists.count_vetoes_by_seat)
        seats = [(code, name, counts[code]) for code, name in PERMANENT_SEATS.items()]
        context = super().get_context_data(seats=seats, seat=self.seat, **kwargs)
        pages = _find_pages(context["page_obj"].object_list)
        for draft in context["page_obj"].object_list:
            draft.page_here = pages.get(draft.draft_symbol, "")
        return context | {"chart": layout_chart(load_figure(state, "vetoes"))}


def vetoes_csv(request: HttpRequest) -> HttpResponse:
    """Give the vetoed drafts as CSV; two queries."""
    rows = (
        (
            draft.date.isoformat(),
            draft.draft_symbol,
            draft.meeting_symbol,
            draft.topic_zh,
            draft.topic_en,
            "、".join(map(str, draft.states.all())),
            *("" if count is None else str(count) for count in (draft.votes_yes, draft.votes_no, draft.votes_abstain)),
            draft.origin,
            draft.note,
        )
        for draft in vote_lists.vetoed_drafts(read_seat(request))
    )
    return build_csv_response([VETO_COLUMNS, *rows], "vetoes")


def read_seat(request: HttpRequest) -> str:
    """Return the parameter ``seat``; raises ``Http404`` for another State."""
    seat = request.GET.get("seat", "")
    if seat not in ("", *PERMANENT_SEATS):
        raise Http404
    return seat


def refuse_export(request: HttpRequest) -> HttpResponse | None:
    """Return the answer of a portal that may not give the votes of States away, None of one that may."""
    if settings.EXPORT_LIBRARY_FACTS:
        return None
    return render_error_page(request, "这项资料不能导出", _REFUSAL, status=403)


def read_state(code: str) -> StateCounts:
    """Return the State with this code; raises ``Http404`` for one without a vote. At most two queries."""
    found = [state for state in load_states() if state.code == code]
    if not found:
        raise Http404
    return found[0]


def read_ballot(request: HttpRequest) -> str:
    """Return the parameter ``ballot``, "" for all; raises ``Http404`` for an unknown one."""
    ballot = request.GET.get("ballot", "")
    if ballot not in ("", *Ballot.values):
        raise Http404
    return ballot


def load_states() -> list[StateCounts]:
    """Load the numbers of votes of every State; one query while the data are unchanged, two after a change."""
    return get_or_compute(read_data_state(), "votes-by-state", vote_lists.count_votes_by_state)


def _find_pages(drafts: Iterable[VetoedDraft]) -> dict[str, str]:
    """Map the symbols of drafts that have a page here to its address; one query."""
    symbols = [draft.draft_symbol for draft in drafts]
    documents = Document.objects.visible().filter(symbol__in=filter(None, symbols))
    return {document.symbol: document.get_absolute_url() for document in documents}
