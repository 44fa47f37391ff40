"""按国家表决 and the votes of one State as CSV and JSON, where the operator allows it.

The Library gives the votes of States for non-commercial use, so files for reuse leave them out unless
``EXPORT_LIBRARY_FACTS`` says otherwise.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from resolutions.http.csv_response import stream_csv_response
from resolutions.models import Ballot, Document
from resolutions.statistics.queries import vote_lists
from resolutions.views.votes import load_states, read_ballot, read_state, refuse_export

_STATE_NAMES = {"code": "代码", "name_zh": "会员国", "name_en": "英文名", "is_permanent": "常任理事国"}
_STATE_COLUMNS = _STATE_NAMES | {ballot.value: str(ballot.label) for ballot in Ballot} | {"total": "合计"}
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
    return refuse_export(request) or _respond(rows, _STATE_COLUMNS, form, "votes-by-state")


def export_state(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """Export the votes of one State, all or those of the parameter ``ballot``, in the order of its page."""
    state, ballot = read_state(code), read_ballot(request)
    documents = vote_lists.resolutions_of_state(state.code, ballot)
    return refuse_export(request) or _respond(map(_vote_record, documents), _VOTE_COLUMNS, form, f"votes-{code}")


def _vote_record(document: Document) -> dict[str, Any]:
    entry, item = document.catalogue, document.agenda_item
    counts = {name: getattr(entry, name) for name in ("votes_yes", "votes_no", "votes_abstain", "votes_absent")}
    return {
        "symbol": document.symbol,
        "date": document.adopted_on.isoformat() if document.adopted_on else None,
        "ballot": str(Ballot(document.ballot).label),  # type: ignore[attr-defined]  # annotation of the query
        **counts,
        "agenda_item_zh": item.name_zh if item else "",
        "agenda_item_en": item.name_en if item else "",
    }


def _respond(rows: Iterable[dict[str, Any]], columns: dict[str, str], form: str, name: str) -> HttpResponseBase:
    if form == "json":
        headers = {"Content-Disposition": f'inline; filename="{name}.json"'}
        options = {"ensure_ascii": False, "indent": 1}
        return JsonResponse(list(rows), safe=False, json_dumps_params=options, headers=headers)
    return stream_csv_response(_iter_cells(rows, columns), name)


def _iter_cells(rows: Iterable[dict[str, Any]], columns: dict[str, str]) -> Iterator[list[str]]:
    yield list(columns.values())
    for row in rows:
        yield [_spell(row[name]) for name in columns]


def _spell(value: Any) -> str:
    if value is None:
        return ""
    return ("是" if value else "否") if isinstance(value, bool) else str(value)
