"""Fetch documents from the United Nations."""

from collections import Counter

from resolutions.desk.document_fetch import fetch_text
from resolutions.fetching.configured import build_client
from resolutions.jobs.progress import JobProgress


def fetch_documents(progress: JobProgress, symbols: list[str], language: str = "zh") -> str:
    """Fetch each document; a repeated run asks only for what changed. Raises FetchError when fetching is off."""
    client, statuses = build_client(), Counter[str]()
    progress.set_total(len(symbols))
    for symbol in symbols:
        result = fetch_text(client, symbol, language)
        statuses[result.status] += 1
        progress.say(f"{symbol}：{_NAMES[result.status]}。{result.sentence}")
        progress.advance()
    return "，".join(f"{_NAMES[status]} {count} 份" for status, count in sorted(statuses.items()))


_NAMES = {
    "published": "已发布",
    "draft": "存为草稿",
    "reserve": "存为另一版本",
    "unchanged": "没有改变",
    "none": "没有中文本",
    "failed": "没有取到",
}
