"""Read the operator's table of UNBIS concepts: uri, english, chinese. It is not shipped: the UN keeps rights in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from resolutions.models import ThesaurusConcept
from resolutions.writing.catalogue.bulk_update import bring_up_to_date
from resolutions.writing.catalogue.csv_files import RowProblem, read_csv_lines
from resolutions.writing.catalogue.library_subjects import name_subjects

COLUMNS = ("uri", "english", "chinese")
_MAX_ENGLISH, _MAX_CHINESE = 300, 200  # characters of the columns


@dataclass(frozen=True, slots=True)
class ThesaurusFile:
    """Concepts as fields of ThesaurusConcept, and a problem for each line that cannot be used."""

    concepts: tuple[dict[str, str], ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class ThesaurusResult:
    """Numbers of new and changed concepts, and of subjects that got their Chinese name."""

    new: int
    changed: int
    subjects: int


def read_thesaurus(data: bytes) -> ThesaurusFile:
    """Read the file; of two lines of one concept the first counts. Raises ImportFileError."""
    concepts: dict[str, dict[str, str]] = {}
    problems = []
    for number, line in read_csv_lines(data, COLUMNS):
        url, english, chinese = (line.get(column, "") for column in COLUMNS)
        if not english or not chinese:
            problems.append(RowProblem(number, "English or Chinese is missing", "缺英文或中文"))
        elif len(english) > _MAX_ENGLISH or len(chinese) > _MAX_CHINESE:
            problems.append(RowProblem(number, "the name is too long", "名称太长"))
        elif not url.startswith(("http://metadata.un.org/", "https://metadata.un.org/")):
            english, chinese = f"{url!r:.60} is no address of the thesaurus", f"“{url:.60}”不是叙词的地址"
            problems.append(RowProblem(number, english, chinese))
        else:
            fields = {"name_en": english.upper(), "name_zh": chinese, "url": url}
            concepts.setdefault(fields["name_en"], fields)
    return ThesaurusFile(tuple(concepts.values()), tuple(problems))


@transaction.atomic
def load_thesaurus(concepts: Sequence[dict[str, str]]) -> ThesaurusResult:
    """Write the concepts and name subjects that have no Chinese; repeating it writes nothing."""
    existing = {concept.name_en: concept for concept in ThesaurusConcept.objects.all()}
    wanted = {fields["name_en"]: fields for fields in concepts}
    return ThesaurusResult(*bring_up_to_date(ThesaurusConcept, existing, wanted), name_subjects())
