"""表决: divided resolutions, votes by State, vetoed drafts."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from resolutions.exports.formats import TABLE_FORMS
from resolutions.http.refusal import render_error_page
from resolutions.interface.names import name_in_language
from resolutions.models import PERMANENT_SEATS, Ballot, Document, VetoedDraft
from resolutions.pages.page_language import chart_of, translate_name
from resolutions.statistics.queries import vote_lists
from resolutions.statistics.queries.cached import get_or_compute, read_data_state
from resolutions.statistics.queries.figure_builders import load_figure
from resolutions.statistics.queries.vote_lists import DIVISION_NAMES, StateCounts
from resolutions.stubs import build_stub
from resolutions.views.document_list import PAGE_SIZE, DocumentList, ListNotFoundError, TableList, read_choice
from resolutions.views.exports import export_made

_REFUSAL = gettext_lazy(
    "各国投票取自联合国图书馆《安全理事会表决数据》，只限非商业使用，本站没有开放导出。"
    "原表可在联合国数字图书馆下载（digitallibrary.un.org/record/4055387）。"
)
_UNKNOWN_STATE = gettext_lazy("国家以三个字母的代码表示，如 CHN；可从“按国家表决”中选择。尚未载入投票的国家没有页面。")
DIVISION_HEADINGS = {
    "": gettext_lazy("未获一致赞成的决议"),
    "no": gettext_lazy("有反对票的决议"),
    "abstain": gettext_lazy("有弃权票的决议"),
    "absent": gettext_lazy("有成员未参加表决的决议"),
}
VETO_COLUMNS = {
    "date": "日期",
    "draft_symbol": "决议草案",
    "meeting_symbol": "会议记录",
    "topic_zh": "议题",
    "topic_en": "议题（英文）",
    "vetoed_by": "否决国",
    "votes_yes": "赞成",
    "votes_no": "反对",
    "votes_abstain": "弃权",
    "origin": "出处",
    "note": "备注",
}


class DividedResolutions(DocumentList):
    """The resolutions that were not adopted with the votes of all members, the newest first; four queries."""

    template_name = "browse/divided.html"
    export_name = "divided"

    def get_documents(self) -> QuerySet[Document]:
        """Select by the parameter ``with``: ``no``, ``abstain`` or ``absent``."""
        self.division = read_division(self.request)
        return vote_lists.divided_resolutions(self.division)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the divisions to choose from."""
        divisions = [(value, translate_name(name)) for value, name in DIVISION_NAMES.items()]
        heading = DIVISION_HEADINGS[self.division]
        return super().get_context_data(divisions=divisions, division=self.division, heading=heading, **kwargs)


def read_division(request: HttpRequest) -> str:
    """Return the parameter ``with``; raises ``InvalidFilterError`` for an unknown value."""
    return read_choice(request, "with", DIVISION_NAMES, gettext("表决结果"))


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

    def get_documents(self) -> QuerySet[Document]:
        """Select by the parameter ``ballot``; raises ``ListNotFoundError`` for an unknown State."""
        self.state, self.ballot = read_state(self.kwargs["code"]), read_ballot(self.request)
        return vote_lists.resolutions_of_state(self.state.code, self.ballot)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the State and the ballots to choose from."""
        context = super().get_context_data(state=self.state, ballot=self.ballot, **kwargs)
        for document in context["page_obj"].object_list:
            document.ballot_name = Ballot(document.ballot).label
        choices = [(Ballot(value), count) for value, count in self.state.cells if count]
        names = [name_in_language(name) for name in self.state.names]
        shown = {"state_name": names[0], "state_names": gettext("、").join(names)}
        return context | shown | {"choices": choices, "may_export": settings.EXPORT_LIBRARY_FACTS}


def find_state(request: HttpRequest, name: str, suffix: str | None = None) -> HttpResponse:
    """Redirect from another spelling of a State, its code in small letters or its name, to its page or export."""
    wanted = name.strip().casefold()
    for state in load_states():
        spellings = [(one.name_zh, one.name_en, one.spelled_name_en) for one in state.names]
        if wanted in {spelled.casefold() for spelled in (state.code, *chain(*spellings))}:
            address = reverse("browse-state", args=[state.code]) + (suffix or "")
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    heading = gettext("没有“{name}”的投票").format(name=name[:40])
    return render_error_page(request, heading, str(_UNKNOWN_STATE), status=404)


class Vetoes(TableList):
    """The vetoed drafts, all or those of one permanent seat, the newest first; with ``alone`` those of one member.

    Five queries while the data are unchanged, eleven after a change.
    """

    template_name = "browse/vetoes.html"
    paginate_by = PAGE_SIZE
    columns = VETO_COLUMNS
    export_name = "vetoes"

    def export(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """Export the drafts as a table, or those with a symbol as references."""
        if form in TABLE_FORMS:
            return super().export(request, form)
        return export_made(request, list(map(_build_document, self.get_queryset())), form, self.export_name)

    def build_row(self, item: Any) -> dict[str, Any]:
        """Return the facts of a vetoed draft."""
        said = {"date": item.date.isoformat(), "vetoed_by": list(map(str, item.states.all()))}
        return {name: said[name] if name in said else getattr(item, name) for name in VETO_COLUMNS}

    def get_queryset(self) -> QuerySet[VetoedDraft]:
        """Filter by the parameters ``seat`` and ``alone``."""
        self.seat, self.alone = read_seat(self.request), read_alone(self.request)
        return vote_lists.vetoed_drafts(self.seat, self.alone)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the seats with their numbers, and the page of each draft that has one here."""
        state = read_data_state()
        counts = get_or_compute(state, "vetoes-by-seat", vote_lists.count_vetoes_by_seat)
        seats = [(code, translate_name(name), counts[code]) for code, name in PERMANENT_SEATS.items()]
        context = super().get_context_data(seats=seats, seat=self.seat, alone=self.alone, **kwargs)
        pages = _find_pages(context["page_obj"].object_list)
        for draft in context["page_obj"].object_list:
            draft.page_here = pages.get(draft.draft_symbol, "")
        return context | {"chart": chart_of(load_figure(state, "vetoes"))}


def read_seat(request: HttpRequest) -> str:
    """Return the parameter ``seat`` in capitals; raises ``InvalidFilterError`` for another State."""
    return read_choice(request, "seat", {"", *PERMANENT_SEATS}, gettext("常任理事国"), str.upper)


def read_alone(request: HttpRequest) -> bool:
    """Return True for the parameter ``alone``: drafts that a single member vetoed."""
    return request.GET.get("alone", "") == "1"


def refuse_export(request: HttpRequest) -> HttpResponse | None:
    """Return the answer of a portal that may not give the votes of States away, None of one that may."""
    if settings.EXPORT_LIBRARY_FACTS:
        return None
    return render_error_page(request, gettext("这项资料不能导出"), str(_REFUSAL), status=403)


def read_state(code: str) -> StateCounts:
    """Return the State with this code; raises ``ListNotFoundError`` for one without a vote. At most two queries."""
    found = [state for state in load_states() if state.code == code]
    if not found:
        raise ListNotFoundError(gettext("没有载入代码为 {code} 的国家的投票").format(code=code))
    return found[0]


def read_ballot(request: HttpRequest) -> str:
    """Return the parameter ``ballot``, "" for all; raises ``InvalidFilterError`` for an unknown one."""
    return read_choice(request, "ballot", {"", *Ballot.values}, gettext("投票"), str.upper)


def load_states() -> list[StateCounts]:
    """Load the numbers of votes of every State; one query while the data are unchanged, two after a change."""
    return get_or_compute(read_data_state(), "votes-by-state", vote_lists.count_votes_by_state)


def _build_document(draft: VetoedDraft) -> Document:
    """Build the unsaved document of a draft; an early one has the symbol of its meeting's record."""
    named = [piece.symbol for piece in draft.printed_symbols if piece.symbol]
    symbol = named[0] if named else draft.meeting_symbol
    document = build_stub(symbol)
    document.adopted_on = draft.date
    document.title = f"被否决的决议草案：{draft.topic_zh or draft.topic_en}" if named else document.title
    return document


def _find_pages(drafts: Iterable[VetoedDraft]) -> dict[str, str]:
    """Map the symbols of drafts that have a page here to its address; one query."""
    symbols = [draft.draft_symbol for draft in drafts]
    documents = Document.objects.visible().filter(symbol__in=filter(None, symbols))
    return {document.symbol: document.get_absolute_url() for document in documents}
