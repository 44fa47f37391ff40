"""Import a file of the Library: preview it, then write it. Commands and the desk share this."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from resolutions.models import CatalogueImport, FactSource, ImportKind
from resolutions.writing.catalogue.csv_files import ImportFileError, RowProblem
from resolutions.writing.catalogue.library_import import FactChange, apply_plan, plan_import
from resolutions.writing.catalogue.thesaurus import load_thesaurus, read_thesaurus
from resolutions.writing.catalogue.voting_file import read_voting_file

MAX_IMPORT_BYTES = 60 * 2**20
COUNT_NAMES = {  # of ``ImportOutcome.counts``, for the desk
    "resolutions": "新决议",
    "facts": "新填各项",
    "changed": "改动",
    "kept": "保留编辑更正",
    "votes": "各国投票",
    "subjects": "主题词",
    "subjects_removed": "撤去主题词",
    "agenda_items": "其他议程项目",
    "concepts": "叙词",
}


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """Result of an import or of its preview.

    ``counts`` are numbers by name, ``changed`` the facts that replace another value, ``kept`` those that an editor's
    value withstood, ``new`` symbols of new resolutions, ``documents`` the keys of changed documents.
    """

    read: int
    counts: dict[str, int]
    problems: Sequence[RowProblem] = ()
    changed: Sequence[FactChange] = ()
    kept: Sequence[FactChange] = ()
    new: Sequence[str] = ()
    documents: Sequence[int] = ()

    @property
    def has_changes(self) -> bool:
        """True when something is written."""
        return any(count for name, count in self.counts.items() if name != "kept")


def import_file(kind: ImportKind, data: bytes, *, is_preview: bool = False) -> ImportOutcome:
    """Import a file, or only say what that would write. Raises ImportFileError."""
    if len(data) > MAX_IMPORT_BYTES:
        limit = MAX_IMPORT_BYTES // 2**20
        raise ImportFileError(f"the file is larger than {limit} MB", f"文件超过 {limit} MB。")
    run = {ImportKind.VOTING: _import_votes, ImportKind.THESAURUS: _import_thesaurus}[kind]
    with transaction.atomic():
        outcome = run(data, is_preview)
        if is_preview:
            transaction.set_rollback(True)
    return outcome


@transaction.atomic
def apply_import(row: CatalogueImport) -> ImportOutcome | None:
    """Import an uploaded file and forget its bytes; None for one that was imported already."""
    row = CatalogueImport.objects.select_for_update().get(pk=row.pk)
    if row.applied_at or row.content is None:
        return None
    outcome = import_file(ImportKind(row.kind), bytes(row.content))
    row.content, row.applied_at, row.summary = None, timezone.now(), outcome.counts
    row.save()
    return outcome


def log_import(kind: ImportKind, name: str, data: bytes, outcome: ImportOutcome, user: User | None = None) -> None:
    """Record an import that wrote something."""
    if outcome.has_changes:
        CatalogueImport.objects.create(
            kind=kind,
            name=name[-255:],
            sha256=hashlib.sha256(data).hexdigest(),
            imported_by=user,
            applied_at=timezone.now(),
            summary=outcome.counts,
        )


def _import_votes(data: bytes, is_preview: bool) -> ImportOutcome:
    file = read_voting_file(data)
    plan = plan_import(file.resolutions, FactSource.VOTING)
    return ImportOutcome(
        read=len(file.resolutions),
        counts=plan.count(),
        problems=file.problems,
        changed=plan.changed_facts,
        kept=plan.kept,
        new=plan.new_symbols,
        documents=apply_plan(plan) if plan and not is_preview else (),
    )


def _import_thesaurus(data: bytes, is_preview: bool) -> ImportOutcome:
    file = read_thesaurus(data)
    result = load_thesaurus(file.concepts)
    counts = {"concepts": result.new, "changed": result.changed, "subjects": result.subjects}
    return ImportOutcome(read=len(file.concepts), counts=counts, problems=file.problems)
