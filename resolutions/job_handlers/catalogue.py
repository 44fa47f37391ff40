"""Import a file of the Library that an editor has looked at."""

from resolutions.jobs.progress import JobProgress
from resolutions.models import CatalogueImport
from resolutions.writing.catalogue.import_files import COUNT_NAMES, apply_import
from search.indexing import repair_index


def import_catalogue(progress: JobProgress, import_id: int) -> str:
    """Import the file and bring the index up to date; one that was imported already is left alone."""
    outcome = apply_import(CatalogueImport.objects.get(pk=import_id))
    if outcome is None:
        return "已经导入。"
    for problem in outcome.problems:
        progress.say(problem.in_chinese)
    progress.advance()
    repair_index()
    counts = "，".join(f"{COUNT_NAMES[name]} {count}" for name, count in outcome.counts.items())
    return f"读到 {outcome.read} 项：{counts}；未导入 {len(outcome.problems)}。"
