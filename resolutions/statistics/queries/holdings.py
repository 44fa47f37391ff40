"""Holdings of the portal: published texts by decade and source, and the age of catalogue and texts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max
from django.utils.functional import Promise

from resolutions.models import Document, Status, TextOrigin, TextQuality, TextVersion
from resolutions.statistics.queries.coverage import council_resolutions

_ORIGINS = dict(TextOrigin.choices)


@dataclass(frozen=True, slots=True)
class DecadeHoldings:
    """Published texts of one decade; ``first_year`` is None for texts without a year.

    ``by_source`` counts texts by the Chinese name of their source, in the order of ``Holdings.sources``.
    """

    first_year: int | None
    texts: int
    uncorrected: int
    by_source: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Published texts by decade, the newest first, and in all.

    ``sources`` are the names of the sources that occur; they are lazy, because holdings are kept for all languages.
    ``catalogue_until`` is the date of the last resolution in the catalogue, ``updated_at`` the time of the last change
    of a published text.
    """

    decades: tuple[DecadeHoldings, ...] = ()
    sources: tuple[str | Promise, ...] = ()
    catalogue_until: date | None = None
    updated_at: datetime | None = None

    @property
    def uncorrected(self) -> int:
        """Number of texts that nobody has corrected after character recognition."""
        return sum(decade.uncorrected for decade in self.decades)


def count_holdings() -> Holdings:
    """Count the published texts; three queries."""
    in_force = TextVersion.objects.filter(is_in_force=True, document__status=Status.PUBLISHED)
    columns = ("document__year", "source__origin", "document__quality")
    rows = list(in_force.order_by().values_list(*columns).annotate(Count("pk")))
    origins = [origin for origin in _ORIGINS if any(row[1] == origin for row in rows)]
    by_decade: dict[int | None, list[tuple[str, str, int]]] = {}
    for year, origin, quality, count in rows:
        by_decade.setdefault(year // 10 * 10 if year else None, []).append((origin, quality, count))
    return Holdings(
        decades=tuple(_count_decade(decade, by_decade[decade], origins) for decade in _newest_first(by_decade)),
        sources=tuple(_ORIGINS[origin] for origin in origins),
        catalogue_until=council_resolutions().aggregate(last=Max("date"))["last"],
        updated_at=Document.objects.held().aggregate(last=Max("updated_at"))["last"],
    )


def _newest_first(decades: dict[int | None, list[tuple[str, str, int]]]) -> list[int | None]:
    return sorted(decades, key=lambda decade: -(decade or 0))


def _count_decade(first_year: int | None, rows: list[tuple[str, str, int]], origins: list[str]) -> DecadeHoldings:
    by_origin: Counter[str] = Counter()
    for origin, _, count in rows:
        by_origin[origin] += count
    return DecadeHoldings(
        first_year=first_year,
        texts=by_origin.total(),
        uncorrected=sum(count for _, quality, count in rows if quality == TextQuality.OCR),
        by_source=tuple(by_origin[origin] for origin in origins),
    )
