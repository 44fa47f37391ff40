"""Write the votes of States."""

from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.models import CatalogueEntry, FactSource, MemberState, StateVote
from resolutions.writing.catalogue.library_facts import LibraryResolution, LibraryVote

BATCH_SIZE = 5000  # rows a statement


@dataclass(frozen=True, slots=True)
class VoteChange:
    """A vote that is new or differs; ``vote`` is None for one that the Library no longer has."""

    symbol: str
    code: str
    name: str
    vote: LibraryVote | None


def plan_votes(resolutions: Iterable[LibraryResolution]) -> list[VoteChange]:
    """Compare the votes with those in the database; one query. A resolution without votes keeps its own."""
    wanted = {
        (resolution.symbol, vote.code, vote.name): vote for resolution in resolutions for vote in resolution.votes
    }
    symbols = {symbol for symbol, _, _ in wanted}
    rows = StateVote.objects.filter(entry__document__symbol__in=symbols).values_list(
        "entry__document__symbol", "state__code", "state__name_en", "ballot", "is_permanent"
    )
    present = {(symbol, code, name): (ballot, permanent) for symbol, code, name, ballot, permanent in rows}
    changes = [
        VoteChange(*key, vote) for key, vote in wanted.items() if present.get(key) != (vote.ballot, vote.is_permanent)
    ]
    return changes + [VoteChange(*key, None) for key in present if key not in wanted]


def apply_votes(changes: list[VoteChange], source: FactSource) -> None:
    """Write the votes and the States that are new."""
    if not changes:
        return
    names = {(change.code, change.name) for change in changes}
    MemberState.objects.bulk_create(
        [MemberState(code=code, name_en=name) for code, name in sorted(names)], ignore_conflicts=True
    )
    states = {(state.code, state.name_en): state.pk for state in MemberState.objects.all()}
    symbols = {change.symbol for change in changes}
    entries = dict(CatalogueEntry.objects.filter(document__symbol__in=symbols).values_list("document__symbol", "pk"))
    removed = [(entries[c.symbol], states[c.code, c.name]) for c in changes if c.vote is None]
    for entry, state in removed:
        StateVote.objects.filter(entry=entry, state=state).delete()
    votes = [
        StateVote(
            entry_id=entries[change.symbol],
            state_id=states[change.code, change.name],
            ballot=change.vote.ballot,
            is_permanent=change.vote.is_permanent,
            source=source,
        )
        for change in changes
        if change.vote
    ]
    StateVote.objects.bulk_create(
        votes,
        batch_size=BATCH_SIZE,
        update_conflicts=True,
        unique_fields=["entry", "state"],
        update_fields=["ballot", "is_permanent", "source"],
    )
