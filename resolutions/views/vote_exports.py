"""按国家表决 and the votes of one State as CSV and JSON, where the operator allows it.

The Library gives the votes of States for non-commercial use, so files for reuse leave them out unless
``EXPORT_LIBRARY_FACTS`` says otherwise.
"""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from resolutions.http.table_response import respond_with_table
from resolutions.models import Ballot, Document
from resolutions.statistics.queries import vote_lists
from resolutions.statistics.queries.document_filter import InvalidFilterError
from resolutions.views.document_list import ListNotFoundError, refuse_filter, refuse_list
from resolutions.views.votes import load_states, read_ballot, read_state, refuse_export

_STATE_NAMES = {"code": "代码", "name_zh": "会员国", "name_en": "英文名", "is_permanent": "常任理事国"}
_STATE_COLUMNS = _STATE_NAMES | {ballot.value: ballot.chinese for ballot in Ballot} | {"total": "合计"}
_VOTE_COLUMNS = {
    "symbol": "文号",
    "date": "日期",
    "ballot": "投票",
    "votes_yes": "赞成",
    "votes_no": "反对",
    "votes_abstain": "弃权",
    "votes_absent": "未参加表决",
    "agenda_item_zh": "议程项目（本站译）",
    "agenda_item_en": "议程项目（英文）",
}


def export_states(request: HttpRequest, form: str) -> HttpResponseBase:
    """Export the numbers of votes of every State; ``form`` is ``csv`` or ``json``."""
    rows = (
        {
            "code": state.code,
            "name_zh": "、".join(map(str, state.names)),
            "name_en": "; ".join(name.name_en for name in state.names),
            "is_permanent": state.is_permanent,
            **dict(state.cells),
            "total": state.total,
        }
        for state in load_states()
    )
    return refuse_export(request) or respond_with_table(request, rows, _STATE_COLUMNS, form, "votes-by-state")


def export_state(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """Export the votes of one State, all or those of the parameter ``ballot``, in the order of its page."""
    try:
        state, ballot = read_state(code), read_ballot(request)
    except InvalidFilterError as error:
        return refuse_filter(request, error)
    except ListNotFoundError as error:
        return refuse_list(request, error)
    documents = vote_lists.resolutions_of_state(state.code, ballot)
    return refuse_export(request) or respond_with_table(
        request, map(_vote_record, documents), _VOTE_COLUMNS, form, f"votes-{code}"
    )


def _vote_record(document: Document) -> dict[str, Any]:
    entry, items = document.catalogue, document.agenda_items
    counts = {name: getattr(entry, name) for name in ("votes_yes", "votes_no", "votes_abstain", "votes_absent")}
    return {
        "symbol": document.symbol,
        "date": document.adopted_on.isoformat() if document.adopted_on else None,
        "ballot": Ballot(document.ballot).chinese,  # type: ignore[attr-defined]  # annotation of the query
        **counts,
        "agenda_item_zh": "；".join(item.name_zh for item in items if item.name_zh),
        "agenda_item_en": "; ".join(item.name_en for item in items),
    }
