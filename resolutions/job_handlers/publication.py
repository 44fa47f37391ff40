"""Publish many documents."""

from resolutions.desk.bulk_publication import publish_one
from resolutions.desk.handovers import publish_due
from resolutions.jobs.progress import JobProgress


def publish_documents(
    progress: JobProgress, tokens: dict[str, str], user_id: int | None = None, due: bool = False
) -> str:
    """Publish each document unless it was changed since; a repeated run leaves out what is published.

    ``tokens`` are the edit tokens by the id of the document. With ``due`` the drafts whose time has come are published.
    """
    if due:
        sentences = publish_due()
        for sentence in sentences:
            progress.say(sentence)
        return f"到时间的草稿 {len(sentences)} 份。"
    progress.set_total(len(tokens))
    published = 0
    for document_id, token in tokens.items():
        problem = publish_one(int(document_id), token, user_id)
        if problem:
            progress.say(problem)
        else:
            published += 1
        progress.advance()
    left = len(tokens) - published
    return f"已发布 {published} 份" + (f"，{left} 份没有发布。" if left else "。")
