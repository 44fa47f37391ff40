"""Correct several paragraphs at once; run by ``publish.apply_correction`` like the functions of ``corrections``."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib.auth.models import User
from django.db import transaction

from resolutions.display.labels import format_address
from resolutions.models import Correction, Document, Paragraph
from resolutions.models.choices import chinese_names
from resolutions.writing.audit_log import log_change
from resolutions.writing.derivation import derive_document
from resolutions.writing.errors import CorrectionError
from resolutions.writing.locking import lock_document


@transaction.atomic
def join_paragraphs(
    document_id: int,
    orders: Iterable[int],
    *,
    with_previous: bool = False,
    user: User | None = None,
    edit_token: str = "",
) -> tuple[int, ...]:
    """Join each run of neighbouring paragraphs, one correction each; ``with_previous`` also to the one before it.

    Returns the ids of the documents with a changed page or count. Raises EditConflictError when the document was
    changed since ``edit_token``, and CorrectionError when there is nothing to join.
    """
    document = lock_document(document_id, edit_token)
    rows = {row.order: row for row in document.paragraphs.all()}
    runs = _find_runs(order for order in orders if order in rows)
    if with_previous:
        runs = [[run[0] - 1, *run] for run in runs]
    runs = [run for run in runs if len(run) > 1]
    if not runs:
        raise CorrectionError("请选两段以上相连的段落。")
    if any(order not in rows for run in runs for order in run):
        raise CorrectionError("第一段之前没有可以并入的段落。")
    if any(rows[order].rows for run in runs for order in run):
        raise CorrectionError("表格不能拆分或合并。")
    for run in runs:
        _create(document, rows[run[0]], "join", user, count=len(run) - 1)
    log_change(document, user, "合并段落：" + "；".join(_name_run([rows[order] for order in run]) for run in runs))
    return derive_document(document)


@transaction.atomic
def change_kinds(
    document_id: int, orders: Iterable[int], kind: str, *, user: User | None = None, edit_token: str = ""
) -> tuple[int, ...]:
    """Give paragraphs a kind, one correction each; running labels are renumbered. Raises as ``join_paragraphs``."""
    document = lock_document(document_id, edit_token)
    rows = [row for row in document.paragraphs.filter(order__in=list(orders)).in_reading_order() if row.kind != kind]
    if not rows:
        raise CorrectionError("请先选中要更改类别的段落。")
    for row in rows:
        _create(document, row, "change", user, kind=kind, label=row.label if row.label[:1].isdigit() else "")
    name = chinese_names(Paragraph.KINDS)[kind]
    log_change(document, user, f"段落类别：{'、'.join(format_address(row.label) for row in rows)} → {name}")
    return derive_document(document)


def _find_runs(orders: Iterable[int]) -> list[list[int]]:
    """Return the runs of neighbouring numbers.

    >>> _find_runs([4, 1, 2, 7, 8, 9])
    [[1, 2], [4], [7, 8, 9]]
    """
    numbered = enumerate(sorted(set(orders)))
    return [[order for _, order in run] for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0])]


def _create(document: Document, row: Paragraph, action: str, user: User | None, **values: object) -> None:
    values = {"words": row.text, "order": row.order, **values}
    Correction.objects.create(document=document, action=action, values=values, created_by=user)


def _name_run(rows: list[Paragraph]) -> str:
    return f"{format_address(rows[0].label)}至{format_address(rows[-1].label)}“{rows[0].text[:20]}…”"
