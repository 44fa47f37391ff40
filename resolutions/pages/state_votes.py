"""Votes of States on a resolution, as a document page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.models import Ballot, CatalogueEntry, StateVote

CHINA = "CHN"
UNANIMOUS = "一致通过"
MEMBERS_OF_OLD_COUNCIL, LAST_YEAR_OF_OLD_COUNCIL = 11, 1965  # amendment of Article 23, in force from 1966
MEMBERS = 15


@dataclass(frozen=True, slots=True)
class BallotGroup:
    """The States that cast one ballot, permanent members first, then in the order of their names."""

    ballot: Ballot
    votes: tuple[StateVote, ...]


def load_state_votes(entry: CatalogueEntry | None) -> list[StateVote]:
    """Load the votes on a resolution; one query, none without an entry."""
    if entry is None:
        return []
    votes = entry.state_votes.select_related("state").order_by("-is_permanent", "state__name_en")
    return list(votes)


def group_by_ballot(votes: Iterable[StateVote]) -> list[BallotGroup]:
    """Group votes by ballot in the order of ``Ballot``; a ballot that nobody cast is left out."""
    votes = list(votes)
    groups = [BallotGroup(ballot, tuple(vote for vote in votes if vote.ballot == ballot)) for ballot in Ballot]
    return [group for group in groups if group.votes]


def find_vote_of_china(entry: CatalogueEntry | None, votes: Iterable[StateVote]) -> str:
    """Return China's vote: as recorded, or in favour where all members voted so; "" if unknown.

    >>> find_vote_of_china(CatalogueEntry(votes_yes=15, votes_no=0, votes_abstain=0), [])
    '赞成'
    >>> find_vote_of_china(CatalogueEntry(votes_yes=12, votes_no=0, votes_abstain=3), [])
    ''
    """
    for vote in votes:
        if vote.state.code == CHINA:
            return str(vote.get_ballot_display())
    return str(Ballot.YES.label) if entry and is_unanimous(entry) else ""


def is_unanimous(entry: CatalogueEntry) -> bool:
    """Return true if every member voted in favour."""
    if entry.votes_yes is None:
        return entry.adoption == UNANIMOUS
    is_old = entry.date is not None and entry.date.year <= LAST_YEAR_OF_OLD_COUNCIL
    return entry.votes_yes == (MEMBERS_OF_OLD_COUNCIL if is_old else MEMBERS)
