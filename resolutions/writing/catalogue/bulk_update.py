"""Create and update many rows of one table."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from resolutions.models import Document

BATCH_SIZE = 1000  # rows a statement


def bring_up_to_date(
    model: type[models.Model], existing: dict[Any, Any], wanted: dict[Any, dict[str, Any]]
) -> tuple[int, int]:
    """Create the missing rows and update those that differ; return the number of each.

    ``wanted`` maps a key to the fields of its row, ``existing`` the same keys to the rows in the database. All rows
    of ``wanted`` have the same fields.
    """
    new = [model(**fields) for key, fields in wanted.items() if key not in existing]
    changed = [
        existing[key] for key, fields in wanted.items() if key in existing and _update_fields(existing[key], fields)
    ]
    model._default_manager.bulk_create(new, batch_size=BATCH_SIZE, ignore_conflicts=True)  # of another process
    if changed:
        names = next(iter(wanted.values())).keys()
        write_fields(model, changed, _renew_times(model, changed, names))
    return len(new), len(changed)


def write_fields(model: type[models.Model], rows: Iterable[models.Model], names: Iterable[str]) -> None:
    """Write some fields of rows that were loaded whole.

    An insert that becomes an update is ten times as fast as ``bulk_update``, whose statement has a branch for each row
    and field.
    """
    model._default_manager.bulk_create(
        rows, batch_size=BATCH_SIZE, update_conflicts=True, unique_fields=["id"], update_fields=sorted(names)
    )


def _update_fields(row: Any, fields: dict[str, Any]) -> bool:
    """Set the fields of an unsaved row; return true when a value changed."""
    different = {name: value for name, value in fields.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _renew_times(model: type[models.Model], rows: Iterable[Any], names: Iterable[str]) -> list[str]:
    """Return the names of the fields to write; set ``updated_at`` of documents, which a bulk update does not do."""
    if model is not Document:
        return [name.removesuffix("_id") for name in names]
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    return [*names, "updated_at"]
