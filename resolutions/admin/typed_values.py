"""Values that an editor typed into a form that could not be saved, beside those that were saved meanwhile."""

from collections.abc import Mapping
from typing import Any

from django import forms

from resolutions.desk.overtaken_edits import TypedValue, compare_values


def list_typed_values(form: forms.Form, saved: Mapping[str, Any]) -> list[TypedValue]:
    """Return the fields of a submitted form with a value other than the saved one. ``saved`` is by name of field."""
    named = ((field, _name(field, saved.get(field.name, "")), _name(field, field.value())) for field in form)
    return [compare_values(str(field.label), present, typed) for field, present, typed in named if typed != present]


def _name(field: forms.BoundField, value: Any) -> str:
    """Return a value as the form shows it."""
    choices = getattr(field.field, "choices", None)
    shown = dict(choices).get(value, value) if choices else value
    return "" if shown is None else str(shown).replace("\r\n", "\n").strip()
