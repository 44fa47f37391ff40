"""Labels of choices and columns: pages translate them, everything that is kept or exported takes them in Chinese.

A label is a lazy message, so ``label``, ``get_kind_display()`` and ``verbose_name`` are in the language of the request
(docs/decisions/interface-languages.md). Nothing here depends on that language.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise


def chinese(label: str | Promise) -> str:
    """Return the Chinese message of a label, whatever the language of the request.

    >>> from django.utils.translation import gettext_lazy
    >>> with translation.override("en"):
    ...     str(gettext_lazy("日期")), chinese(gettext_lazy("日期"))
    ('Date', '日期')
    """
    with translation.override(None):
        return str(label)


class Choices(models.TextChoices):
    """Choices with a label for pages and ``chinese`` for records."""

    @property
    def chinese(self) -> str:
        """The Chinese label."""
        return chinese(self.label)


def chinese_names(choices: Iterable[tuple[Any, str | Promise]]) -> dict[Any, str]:
    """Return the Chinese labels of pairs such as ``Paragraph.KINDS`` by their values."""
    return {value: chinese(label) for value, label in choices}


def chinese_display(row: models.Model, column: str) -> str:
    """Return the Chinese label of a column's value: ``get_<column>_display()`` for records and exports."""
    with translation.override(None):
        return str(getattr(row, f"get_{column}_display")())
