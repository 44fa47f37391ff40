"""Protocol of search engines; pages, API, phrase history, suggestions and indexing know nothing else of them.

To add an engine, implement ``SearchEngine``, give it a Haystack connection (``search.haystack_engine.backend``) and a
scheme of SEARCH_URL (``portal/search_url.py``).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from search.protocol.answer import Answer
from search.protocol.documents import IndexableDocument
from search.protocol.phrase_history import PhraseHistory, PhraseVariant
from search.protocol.request import SearchRequest
from search.protocol.suggestion import Suggestion

ReadDocuments: TypeAlias = Callable[[], Iterable[IndexableDocument]]
# Takes the stamps of the documents written, by key; returns documents to add and keys to remove.
CatchUp: TypeAlias = Callable[[Mapping[int, str]], tuple[Iterable[IndexableDocument], Iterable[int]]]


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """State of an index: ``ok``, ``missing``, ``outdated`` or ``damaged``.

    An engine on other machines may be ``unreachable``, ``refused`` (user or password), ``insecure`` (TLS),
    ``unsupported`` (version) or ``ambiguous`` (the name leads to several indexes) too.

    ``age`` is the number of seconds since the last change, None when there is no index. ``sentence`` is Chinese, and
    empty for ``ok``.
    """

    state: str
    age: int | None
    is_being_rebuilt: bool
    sentence: str

    @property
    def is_ok(self) -> bool:
        """Return whether the index can be searched."""
        return self.state == "ok"


class SearchEngine(Protocol):
    """Index of the published documents.

    An answer has published documents only, also while the index is behind the database. Every method of the first
    group raises ``IndexUnavailableError`` when the index cannot be searched; a server then rebuilds it in the
    background. Methods that write raise ``OSError`` when nothing can be written.
    """

    # Answers

    def search(self, request: SearchRequest) -> Answer:
        """Answer a reader's request. Raises ``QueryTooComplexError`` and ``SearchBusyError``."""

    def suggest(self, typed: str) -> list[Suggestion]:
        """Complete what was typed, the best first."""

    def find_similar_terms(self, typed: str) -> list[str]:
        """Return folded terms of the index that are spelled or pronounced like ``typed``, the most frequent first."""

    def find_phrase_uses(self, phrase: str, beside: str = "") -> PhraseHistory:
        """Find the paragraphs with ``phrase``, and ``beside`` if given, the earliest documents first."""

    def find_phrase_variants(self, phrase: str) -> list[PhraseVariant]:
        """Return phrases of the texts that are near ``phrase``, the most frequent first."""

    def warm_up(self) -> None:
        """Load what all workers share. A missing index is no error."""

    # Changes

    def update(self, keys: Iterable[int], read_documents: ReadDocuments) -> None:
        """Replace the documents with ``keys`` by those that ``read_documents`` returns; remove the others of them.

        ``read_documents`` is called while no other process can write, so the last writer writes the newest state.
        Raises ``IndexUnavailableError``.
        """

    def rebuild(self, documents: Iterable[IndexableDocument], catch_up: CatchUp | None = None) -> None:
        """Write a new index beside the current one, then switch to it; readers use the current one until then.

        ``catch_up`` is called before the switch, while no other process can write, to add what changed meanwhile.
        """

    def recover(self, rebuild: Callable[[], object]) -> bool:
        """Call ``rebuild`` if the index is unusable and no other process is doing so; return whether it was called."""

    # State

    def stamps(self, *, read_all_files: bool = False) -> Mapping[int, str]:
        """Return the stamp of each document in the index by key. Raises ``IndexUnavailableError``.

        With ``read_all_files``, everything stored is read and verified first.
        """

    def stamp(self, key: int) -> str:
        """Return the stamp of one document, empty when there is none. Raises ``IndexUnavailableError``."""

    def health(self) -> IndexHealth:
        """Return the state of the index as readers get it; no query of the database."""

    def is_being_rebuilt(self) -> bool:
        """Return whether any process is rebuilding the index."""

    def find_problem(self) -> str:
        """Return an English sentence on settings or servers that keep the engine from answering; empty when none do.

        A missing index that the portal is going to build by itself is no problem.
        """
