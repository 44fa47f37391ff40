"""Documents fetched from the cluster: what ranking, snippets and phrase history read of them."""

from dataclasses import dataclass
from functools import cached_property

from search.index.passage_layout import TEXT_ENCODING, PassageLayout
from search.opensearch_engine.fields.document_positions import DocumentPositions
from search.opensearch_engine.fields.stored_parts import StoredTexts, read_card, read_printed, read_texts
from search.protocol.documents import Card


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """The parts of a document as the index stores them; compressed, so that a cache holds many.

    ``printed`` is empty where only the order of documents is wanted.
    """

    card: bytes
    texts: bytes
    printed: bytes = b""

    @property
    def byte_size(self) -> int:
        """Bytes of memory, about."""
        return 200 + len(self.card) + len(self.texts) + len(self.printed)


class FetchedDocument:
    """A document of one request; its parts are decompressed when they are first read."""

    def __init__(self, stored: StoredDocument):
        self.stored = stored
        self.card_bytes, self.values = read_card(stored.card)
        self.card = Card.from_bytes(self.card_bytes)

    @cached_property
    def _texts(self) -> StoredTexts:
        return read_texts(self.stored.texts)

    @cached_property
    def _printed(self) -> bytes:
        return read_printed(self.stored.printed)

    @cached_property
    def positions(self) -> DocumentPositions:
        """The squeezed text; made when it is first asked for."""
        folded = self._texts.folded.decode(TEXT_ENCODING, "surrogatepass")
        return DocumentPositions.of(folded, PassageLayout.from_bytes(self._texts.layout))

    def read_bytes(self, name: str) -> bytes:
        """Return one of the values that a segment on the disk stores."""
        if name == "card":
            return self.card_bytes
        if name == "reading":
            return self._printed
        return self._texts.layout if name == "layout" else self._texts.folded
