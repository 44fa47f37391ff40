"""Tables that spreadsheets read."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse


def build_csv_response(rows: Iterable[Iterable[str]], name: str) -> HttpResponse:
    """Short tables as CSV; ``name`` is the file's without its ending."""
    out = io.StringIO()
    out.write("\ufeff")  # tells spreadsheets that this is UTF-8
    csv.writer(out).writerows([escape_csv_formula(value) for value in row] for row in rows)
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def escape_csv_formula(value: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection)."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
