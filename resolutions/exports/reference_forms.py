"""References in the Chinese forms as patterns, for a browser that knows the paragraphs and the day of reading."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypedDict

from resolutions.exports.chinese_references import (
    format_chinese_reference,
    format_gbt7714,
    format_gbt7714_2015,
    format_legal_reference,
)
from resolutions.exports.reference import Reference

PLACE, DAY_OF_READING = "{place}", "{today}"


class ReferencePattern(TypedDict):
    """A reference in one form: of the ``whole`` document, and of a ``part`` of it with ``{place}``.

    Both may have ``{today}``, the day of reading as 2026-11-27.
    """

    name: str
    whole: str
    part: str


@dataclass(frozen=True, slots=True)
class ReferenceForm:
    """A form that readers choose by its name."""

    name: str
    write: Callable[[Reference], str]


REFERENCE_FORMS = (
    ReferenceForm("中文引注", format_chinese_reference),
    ReferenceForm("GB/T 7714—2025", format_gbt7714),
    ReferenceForm("GB/T 7714—2015", lambda reference: format_gbt7714_2015(reference, DAY_OF_READING)),
    ReferenceForm("《法学引注手册》", format_legal_reference),
)


def build_reference_patterns(reference: Reference) -> list[ReferencePattern]:
    """Build the patterns of all forms, the portal's own first.

    Every form puts the place of a paragraph where its rules want it, so the pattern is the reference of a paragraph
    that is called ``{place}``.
    """
    part = replace(reference, place=PLACE)
    return [ReferencePattern(name=form.name, whole=form.write(reference), part=form.write(part))
            for form in REFERENCE_FORMS]  # fmt: skip
