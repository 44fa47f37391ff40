"""Tables of a list as CSV with Chinese column names, or as JSON with English ones."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext

from resolutions.exports.formats import TABLE_FORMS
from resolutions.http.csv_response import stream_csv_response
from resolutions.http.refusal import render_error_page


def respond_with_table(
    request: HttpRequest, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], form: str, name: str
) -> HttpResponseBase:
    """Return the rows as a file; ``columns`` maps their keys to Chinese names, ``name`` is the file name.

    ``form`` is a key of ``TABLE_FORMS``; another one is answered with a sentence and status 404.
    """
    if form not in TABLE_FORMS:
        return refuse_form(request, form, TABLE_FORMS)
    if form == "json":
        headers = {"Content-Disposition": f'inline; filename="{name}.json"'}
        options = {"ensure_ascii": False, "indent": 1}
        return JsonResponse(list(rows), safe=False, json_dumps_params=options, headers=headers)
    return stream_csv_response(_iter_cells(rows, columns), name)


def refuse_form(request: HttpRequest, form: str, forms: Iterable[str]) -> HttpResponseBase:
    """Answer a format that a page does not have with those that it has."""
    suffixes = gettext("、").join(f".{suffix}" for suffix in forms)
    heading = gettext("没有 .{form} 这种格式").format(form=form)
    sentence = gettext("可以取得的格式有：{suffixes}。").format(suffixes=suffixes)
    return render_error_page(request, heading, sentence, status=404)


def _iter_cells(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Iterator[list[str]]:
    yield list(columns.values())
    for row in rows:
        yield [_spell(row[name]) for name in columns]


def _spell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return ("是" if value else "否") if isinstance(value, bool) else str(value)
