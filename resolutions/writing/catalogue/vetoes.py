"""Drafts that permanent members vetoed."""

from resolutions.models import MemberState, VetoedDraft
from resolutions.writing.catalogue.agenda_items import find_items, spelling_key
from resolutions.writing.catalogue.bulk_update import bring_up_to_date
from resolutions.writing.catalogue.table_files import VetoRow


def load_vetoes(rows: list[VetoRow]) -> int:
    """Create or update the vetoed drafts; return the number of new and changed ones. Four queries at most."""
    if not rows:
        return 0
    items = {spelling_key(name): key for name, key in find_items().items()}
    existing = {draft.key: draft for draft in VetoedDraft.objects.all()}
    wanted = {
        row.facts["key"]: row.facts | {"agenda_item_id": items.get(spelling_key(row.facts["topic_en"]))} for row in rows
    }
    counts = bring_up_to_date(VetoedDraft, existing, wanted)
    return sum(counts) + _set_states(rows)


def _set_states(rows: list[VetoRow]) -> int:
    """Set the States against each draft; return the number of corrected ones."""
    codes = {code for row in rows for code in row.states}
    states = {state.code: state.pk for state in MemberState.objects.filter(code__in=codes)}
    drafts = dict(VetoedDraft.objects.values_list("key", "pk"))
    through = VetoedDraft.states.through
    present = set(through._default_manager.values_list("vetoeddraft", "memberstate"))
    wanted = {(drafts[row.facts["key"]], states[code]) for row in rows for code in row.states if code in states}
    for draft, state in present - wanted:
        through._default_manager.filter(vetoeddraft=draft, memberstate=state).delete()
    new = [through(vetoeddraft_id=draft, memberstate_id=state) for draft, state in sorted(wanted - present)]
    through._default_manager.bulk_create(new, ignore_conflicts=True)
    return len(present - wanted)
