"""Search in the names of records: Chinese anywhere, English from the beginning of a word on."""

import re

from django.db.models import Q

from resolutions.text.fold import fold_variants


def chinese_contains(field: str, text: str) -> Q:
    """Match the Chinese names that contain ``text`` in either script."""
    return Q(**{f"{field}__icontains": fold_variants(text)})


def english_has_words(field: str, text: str) -> Q:
    """Match the English names in which ``text`` begins a word: "mali" finds Mali, and Malian, but not Somalia.

    A text that begins with a mark, as in "--political", is found anywhere.
    """
    if not text[:1].isalnum():
        return Q(**{f"{field}__icontains": text})
    return Q(**{f"{field}__iregex": rf"(^|[^[:alnum:]]){re.escape(text)}"})
