"""Write the subjects that the Library gives to resolutions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from resolutions.models import ChineseSource, Document, DocumentSubject, FactSource, Subject, ThesaurusConcept
from resolutions.writing.catalogue.agenda_items import spelling_key
from resolutions.writing.catalogue.library_facts import LibraryResolution

BATCH_SIZE = 1000  # rows a statement
_MAX_HEADING = 300  # characters of the column


@dataclass(slots=True)
class SubjectChanges:
    """Pairs of a symbol and a heading that are new, and keys of links that the source no longer has."""

    added: list[tuple[str, str]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    symbols: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def plan_subjects(resolutions: Iterable[LibraryResolution], source: FactSource) -> SubjectChanges:
    """Compare the subjects with those in the database; two queries. Links of other sources stay."""
    wanted = {resolution.symbol: resolution.subjects for resolution in resolutions if resolution.subjects is not None}
    headings = _find_headings()
    links = DocumentSubject.objects.filter(document__symbol__in=wanted)
    present: dict[str, dict[int, tuple[int, str]]] = {}
    for pk, symbol, subject, origin in links.values_list("pk", "document__symbol", "subject", "source"):
        present.setdefault(symbol, {})[subject] = (pk, origin)
    changes = SubjectChanges()
    for symbol, names in wanted.items():
        of_document = present.get(symbol, {})
        known = {headings.get(spelling_key(name)) for name in names}
        added = [name[:_MAX_HEADING] for name in names if headings.get(spelling_key(name)) not in of_document]
        removed = [pk for key, (pk, origin) in of_document.items() if key not in known and origin == source]
        changes.added += [(symbol, name) for name in added]
        changes.removed += removed
        if added or removed:
            changes.symbols.add(symbol)
    return changes


def apply_subjects(changes: SubjectChanges, source: FactSource) -> None:
    """Write new subjects and links, and delete the links that the source no longer has."""
    if not changes:
        return
    DocumentSubject.objects.filter(pk__in=changes.removed).delete()
    headings = _find_headings()
    new = {name for _, name in changes.added if spelling_key(name) not in headings}
    concepts = _load_concepts(new)
    Subject.objects.bulk_create(
        [_name_in_chinese(Subject(name_en=name), concepts) for name in sorted(new)], ignore_conflicts=True
    )
    headings = _find_headings()
    documents = dict(Document.objects.filter(symbol__in=changes.symbols).values_list("symbol", "pk"))
    pairs = {(documents[symbol], headings[spelling_key(name)]) for symbol, name in changes.added}
    DocumentSubject.objects.bulk_create(
        [DocumentSubject(document_id=d, subject_id=s, source=source) for d, s in sorted(pairs)],
        batch_size=BATCH_SIZE,
        ignore_conflicts=True,
    )


def name_subjects() -> int:
    """Give subjects without a Chinese name that of the imported thesaurus; return their number."""
    unnamed = Subject.objects.filter(name_zh="")
    concepts = _load_concepts(subject.name_en for subject in unnamed)
    named = [_name_in_chinese(subject, concepts) for subject in unnamed if subject.name_en in concepts]
    Subject.objects.bulk_update(named, ["name_zh", "chinese_source", "thesaurus_url"], batch_size=BATCH_SIZE)
    return len(named)


def _find_headings() -> dict[str, int]:
    """Map the spelling key of every heading to the subject that joins its variants; one query."""
    rows = Subject.objects.values_list("name_en", "pk", "joined_to")
    return {spelling_key(name): joined or key for name, key, joined in rows}


def _load_concepts(names: Iterable[str]) -> dict[str, ThesaurusConcept]:
    return {concept.name_en: concept for concept in ThesaurusConcept.objects.filter(name_en__in=list(names))}


def _name_in_chinese(subject: Subject, concepts: Mapping[str, ThesaurusConcept]) -> Subject:
    if concept := concepts.get(subject.name_en):
        subject.name_zh, subject.thesaurus_url = concept.name_zh, concept.url
        subject.chinese_source = ChineseSource.UNBIS
    return subject
