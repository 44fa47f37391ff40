"""Load a collection of texts from a file on the server."""

from pathlib import Path

from resolutions.jobs.progress import JobProgress
from resolutions.loading.bulk_load import load_texts
from resolutions.loading.collected_text import LoadCounts
from resolutions.loading.collections import open_collection
from resolutions.writing.publish import deliver_bulk_changes, make_texts_searchable


def load_collection(progress: JobProgress, collection: str, path: str, with_english: bool = False) -> str:
    """Load the file, then find similar paragraphs and bring the index up to date, also after a cancellation."""
    counts = LoadCounts()
    try:
        texts = open_collection(collection, Path(path), with_english=with_english)
        load_texts(texts, counts, progress.advance, make_texts_searchable)
    finally:
        progress.say(f"{counts.in_chinese}。接着比较相近段落、更新检索索引。")
        deliver_bulk_changes()
        for line in (*counts.drafts, *counts.failures):
            progress.say(line)
    return f"{counts.in_chinese}。"
