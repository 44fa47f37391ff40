"""A text of a collection on its way into the portal, and the counts of a load."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from resolutions.writing.ingest import Provenance

WITHOUT_TEXT = "without a Chinese text"
STATUS_NAMES = {  # of ``LoadCounts.statuses``, for the desk
    "published": "已发布",
    "draft": "存为草稿",
    "reserve": "存为另一版本",
    "translation": "存为英文本草稿",
    "unchanged": "没有改变",
    WITHOUT_TEXT: "没有中文文本",
}
Progress = Callable[[int], object]  # called with the number of texts done since the last call


@dataclass(frozen=True, slots=True)
class CollectedText:
    """A text with the symbol that its collection gives it.

    ``adopted_on`` and ``meeting`` are those of the collection; None when it does not tell them. ``place`` names the
    text in messages to the operator. ``reason`` goes into the audit log. A text that cannot be read has a ``failure``.
    ``language`` is the only one that the text may be read in; empty for any.
    """

    place: str
    symbol: str
    text: str
    file_name: str
    provenance: Provenance
    reason: str
    adopted_on: date | None = None
    meeting: int | None = None
    failure: str = ""
    language: str = ""

    @property
    def data(self) -> bytes:
        """The bytes that are stored as the original."""
        return self.text.encode("utf-8", "replace")


@dataclass(slots=True)
class LoadCounts:
    """Outcome of a load.

    ``statuses`` counts texts: ``published``, ``draft``, ``reserve``, ``unchanged``, ``without a text``. ``drafts`` and
    ``failures`` give the place and the reason of each.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    drafts: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Number of texts read, whatever became of them."""
        return self.statuses.total() + len(self.failures)

    def __str__(self) -> str:
        counted = "".join(f", {count} {status}" for status, count in sorted(self.statuses.items()))
        return f"{self.read} read{counted}, {len(self.failures)} failed"

    @property
    def in_chinese(self) -> str:
        """The counts for the desk; what did not occur is left out."""
        counted = [f"{STATUS_NAMES[status]} {count}" for status, count in sorted(self.statuses.items()) if count]
        counted += [f"没有读到 {len(self.failures)}"] if self.failures else []
        return f"读到 {self.read} 份文本" + (f"：{'，'.join(counted)}" if counted else "")
