"""Delete for good what was discarded thirty days ago."""

from resolutions.desk.discards import purge_expired
from resolutions.jobs.progress import JobProgress


def purge_discarded(progress: JobProgress) -> str:
    """Delete drafts, uploads and the stubs that only they named; a repeated run continues."""
    counts = purge_expired(progress.advance)
    return f"清除草稿 {counts.drafts} 份，文件 {counts.uploads} 个，仅由它们引用的条目 {counts.stubs} 个。"
