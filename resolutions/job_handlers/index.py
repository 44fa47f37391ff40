"""Rebuild the search index."""

from resolutions.jobs.progress import JobProgress
from resolutions.models import Document
from search.indexing import rebuild_from_database


def rebuild_index(progress: JobProgress) -> str:
    """Build the index anew beside the present one, and switch to it."""
    progress.set_total(Document.objects.held().count())
    rebuild_from_database(progress.advance)
    return "索引已重建。"
