"""Subjects of documents and the names of member States."""

from collections.abc import Iterable

from resolutions.models import ChineseSource, Document, DocumentSubject, FactSource, MemberState, Subject
from resolutions.writing.catalogue.bulk_update import BATCH_SIZE, bring_up_to_date


def load_subject_headings(rows: list[dict[str, str]]) -> int:
    """Create or update the subjects of the table; return the number of new and changed ones.

    A Chinese name that an editor corrected stays. Two queries when nothing is new.
    """
    existing = {subject.name_en: subject for subject in Subject.objects.all()}
    wanted = {row["name_en"]: {key: value for key, value in row.items() if key != "joined_to"} for row in rows}
    for name, fields in wanted.items():
        if name in existing and existing[name].chinese_source == ChineseSource.EDITOR:
            kept = {key: getattr(existing[name], key) for key in ("name_zh", "short_zh", "chinese_source")}
            wanted[name] = fields | kept
    new, changed = bring_up_to_date(Subject, existing, wanted)
    subjects = {subject.name_en: subject for subject in Subject.objects.all()} if new else existing
    variants = []
    for row in rows:
        main = subjects[row["joined_to"]].pk if row["joined_to"] else None
        if subjects[row["name_en"]].joined_to_id != main:
            subjects[row["name_en"]].joined_to_id = main
            variants.append(subjects[row["name_en"]])
    Subject.objects.bulk_update(variants, ["joined_to"])
    return new + changed


def load_document_subjects(pairs: Iterable[tuple[str, str]], source: FactSource) -> int:
    """Give documents their subjects, as pairs of a symbol and a heading; return the number of new links.

    Symbols and headings that are not in the database are left out. Three queries when nothing is new.
    """
    pairs = list(pairs)
    if not pairs:
        return 0
    documents = dict(Document.objects.filter(symbol__in={symbol for symbol, _ in pairs}).values_list("symbol", "pk"))
    rows = Subject.objects.values_list("name_en", "pk", "joined_to")
    subjects = {name: joined or key for name, key, joined in rows}
    wanted = {(documents[s], subjects[h]) for s, h in pairs if s in documents and h in subjects}
    wanted -= set(DocumentSubject.objects.values_list("document", "subject"))
    links = [DocumentSubject(document_id=d, subject_id=s, source=source) for d, s in sorted(wanted)]
    DocumentSubject.objects.bulk_create(links, batch_size=BATCH_SIZE, ignore_conflicts=True)
    return len(links)


def load_member_states(rows: list[dict[str, str]]) -> int:
    """Create or update the names of member States; return the number of new and changed ones. One query."""
    existing = {(state.code, state.name_en): state for state in MemberState.objects.all()}
    wanted = {(row["code"], row["name_en"]): row for row in rows}
    return sum(bring_up_to_date(MemberState, existing, wanted))
