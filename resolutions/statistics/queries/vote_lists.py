"""Lists of votes: divided resolutions, votes of a State, vetoed drafts."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from resolutions.models import (
    PERMANENT_SEATS,
    SEATS_OF_FORMER_STATES,
    Ballot,
    Document,
    MemberState,
    StateVote,
    VetoedDraft,
)
from resolutions.statistics.queries.document_filter import DocumentFilter
from resolutions.statistics.queries.document_lists import listed_documents, newest_first

# Resolutions by the votes against and abstaining; a vote that is not recorded is in none of them.
DIVISIONS = {
    "": Q(catalogue__votes_no__gt=0) | Q(catalogue__votes_abstain__gt=0) | Q(catalogue__votes_absent__gt=0),
    "no": Q(catalogue__votes_no__gt=0),
    "abstain": Q(catalogue__votes_abstain__gt=0),
    "absent": Q(catalogue__votes_absent__gt=0),
}
DIVISION_NAMES = {"": "未获一致赞成的", "no": "有反对票的", "abstain": "有弃权票的", "absent": "有成员未参加表决的"}


@dataclass(frozen=True, slots=True)
class StateCounts:
    """Numbers of a State's votes by ballot; ``names`` are those that it voted under, the most frequent first."""

    code: str
    names: tuple[MemberState, ...]
    counts: dict[str, int]
    is_permanent: bool

    @property
    def total(self) -> int:
        """The number of votes."""
        return sum(self.counts.values())

    @property
    def cells(self) -> list[tuple[str, int]]:
        """Ballot and number in the order of ``Ballot``."""
        return [(ballot.value, self.counts.get(ballot.value, 0)) for ballot in Ballot]


def divided_resolutions(division: str = "") -> QuerySet[Document]:
    """Select the resolutions that were not adopted with the votes of all members, the newest first; one query."""
    documents = listed_documents().filter(DIVISIONS[division])
    return newest_first(documents)


def count_divided(conditions: DocumentFilter) -> int:
    """Count the divided resolutions that match; one query."""
    return conditions.select(listed_documents()).filter(DIVISIONS[""]).count()


def count_votes_by_state() -> list[StateCounts]:
    """Count the votes of every State, permanent members first, then by number of votes; one query."""
    rows = StateVote.objects.values("state", "state__code", "state__name_en", "state__name_zh", "ballot")
    states: dict[str, dict[MemberState, int]] = {}
    counts: dict[str, dict[str, int]] = {}
    permanent: set[str] = set()
    for row in rows.annotate(n=Count("pk"), seats=Count("pk", filter=Q(is_permanent=True))):
        code = row["state__code"]
        state = MemberState(row["state"], code, row["state__name_en"], row["state__name_zh"])
        names = states.setdefault(code, {})
        names[state] = names.get(state, 0) + row["n"]
        ballots = counts.setdefault(code, {})
        ballots[row["ballot"]] = ballots.get(row["ballot"], 0) + row["n"]
        if row["seats"]:
            permanent.add(code)
    found = [
        StateCounts(code, tuple(sorted(names, key=lambda s: -names[s])), counts[code], code in permanent)
        for code, names in states.items()
    ]
    return sorted(found, key=lambda state: (not state.is_permanent, -state.total, state.code))


def resolutions_of_state(code: str, ballot: str = "") -> QuerySet[Document]:
    """Select the resolutions that a State voted on, all or those with one ballot, the newest first; one query.

    Each has the State's ``ballot``.
    """
    votes = StateVote.objects.filter(entry__document=OuterRef("pk"), state__code=code)
    if ballot:
        votes = votes.filter(ballot=ballot)
    documents = listed_documents().annotate(ballot=votes.values("ballot")[:1]).filter(Exists(votes))
    return newest_first(documents)


def codes_of_seat(seat: str) -> list[str]:
    """Return the codes of a permanent seat: its member's and those of States that held it before."""
    return [seat, *(code for code, later in SEATS_OF_FORMER_STATES.items() if later == seat)]


def vetoed_drafts(seat: str = "", alone: bool = False) -> QuerySet[VetoedDraft]:
    """Select the vetoed drafts, all or those that a seat vetoed, the newest first; two queries with the States.

    ``alone`` selects those that a single member vetoed.
    """
    drafts = VetoedDraft.objects.select_related("agenda_item").prefetch_related("states")
    if seat:
        vetoed = VetoedDraft.states.through._default_manager.filter(
            vetoeddraft=OuterRef("pk"), memberstate__code__in=codes_of_seat(seat)
        )
        drafts = drafts.filter(Exists(vetoed))
    if alone:
        drafts = drafts.annotate(vetoes=Count("states")).filter(vetoes=1)
    return drafts.order_by("-date", "-pk")


def count_vetoes_by_seat(alone: bool = False) -> dict[str, int]:
    """Count the vetoed drafts of each permanent seat, in the order of ``PERMANENT_SEATS``; one query.

    ``alone`` counts the drafts that no other member vetoed.
    """
    drafts = VetoedDraft.objects.annotate(vetoes=Count("states"))
    if alone:
        drafts = drafts.filter(vetoes=1)
    seats: Counter[str] = Counter()
    rows = VetoedDraft.objects.filter(pk__in=drafts.values("pk")).values_list("states__code")
    for code, count in rows.annotate(Count("pk", distinct=True)):
        seats[SEATS_OF_FORMER_STATES.get(code, code)] += count
    return {seat: seats[seat] for seat in PERMANENT_SEATS}
