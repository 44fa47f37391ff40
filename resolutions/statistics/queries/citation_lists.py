"""List of the citations of all documents, by the citing document, the verb, the age of the cited document and theme."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from resolutions.graph.network import NO_VERB, verb_name
from resolutions.models import Citation
from resolutions.statistics.citation_ages import AGE_BUCKETS
from resolutions.statistics.queries.document_filter import DocumentFilter, InvalidFilterError
from resolutions.statistics.queries.document_groups import SOURCE_YEAR, TARGET_YEAR, counted_citations
from resolutions.statistics.theme_groups import ThemeGroup
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES

UNKNOWN_AGE, LATER = "unknown", "later"  # ages of citations with an unknown year, and of those of a later year
_AGES = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
_AGE_NAMES = {UNKNOWN_AGE: "一方年份不详", LATER: "被引文件年份较晚"}
_AGE_NAMES |= {bucket.key: f"所引文件距今{bucket.name}" for bucket in AGE_BUCKETS} | {"0": "所引文件是同年的"}


@dataclass(frozen=True, slots=True)
class CitationConditions:
    """Conditions on citations; ``documents`` are those on the citing document.

    ``verbs`` are groups of verbs, ``none`` for citations without one. ``age`` is a number of years, a range of them as
    ``6-10``, ``unknown`` or ``later``. ``theme`` is the name of a theme, ``spellings`` how texts write it.
    """

    documents: DocumentFilter
    verbs: tuple[str, ...] = ()
    age: str = ""
    theme: str = ""
    spellings: tuple[str, ...] = ()

    @classmethod
    def create(
        cls, documents: DocumentFilter, verbs: Iterable[str], age: str, theme: ThemeGroup | None = None
    ) -> "CitationConditions":
        """Check the values of an address; raises ``InvalidFilterError`` for an unknown one."""
        chosen = tuple(dict.fromkeys(filter(None, verbs)))
        for verb in chosen:
            if verb != NO_VERB and verb not in VERB_GROUP_NAMES:
                raise InvalidFilterError(f"“{verb[:40]}”不是动词的可选值。")
        if age not in ("", UNKNOWN_AGE, LATER) and not _AGES.fullmatch(age):
            raise InvalidFilterError(f"“{age[:40]}”不是年数，年数如 3 或 6-10。")
        named = (theme.name, theme.spellings) if theme else ("", ())
        return cls(documents.only("organ", "kind", "decade", "year"), chosen, age, *named)

    @property
    def names(self) -> list[str]:
        """Return the conditions in Chinese."""
        verbs = list(map(verb_name, self.verbs))
        themes = [f"主题“{self.theme}”"] if self.theme else []
        return self.documents.names + verbs + ([_name_age(self.age)] if self.age else []) + themes

    def select(self) -> QuerySet[Citation]:
        """Select the citations that match, in no order."""
        citations = counted_citations().alias(source_year=SOURCE_YEAR, target_year=TARGET_YEAR)
        conditions = self.documents.in_years("source_year")
        if self.documents.organ is not None:
            conditions &= Q(source__organ=self.documents.organ)
        if self.documents.kind:
            conditions &= Q(source__kind=self.documents.kind)
        if self.verbs:
            conditions &= Q(verb_group__in=["" if verb == NO_VERB else verb for verb in self.verbs])
        if self.spellings:
            conditions &= Q(theme__in=self.spellings)
        return citations.filter(conditions & self._of_age())

    def _of_age(self) -> Q:
        if self.age == UNKNOWN_AGE:
            return Q(source_year__isnull=True) | Q(target_year__isnull=True)
        if self.age == LATER:
            return Q(target_year__gt=F("source_year"))
        if match := _AGES.fullmatch(self.age):
            first, last = match[1], match[2] or match[1]
            return Q(target_year__gte=F("source_year") - int(last), target_year__lte=F("source_year") - int(first))
        return Q()


def _name_age(age: str) -> str:
    return _AGE_NAMES.get(age) or f"所引文件距今{age.replace('-', '–')}年"
