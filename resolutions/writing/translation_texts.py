"""Texts in other languages beside the Chinese text of a document: store, pair, publish, withdraw, discard.

Nothing here writes a paragraph, citation or count of the Chinese text, and the search index is not concerned. Only
publishing and withdrawing changes what readers see, so only they touch the document's time of change.
"""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from resolutions.models import (
    Document,
    Paragraph,
    ParagraphPair,
    SourceFile,
    Translation,
    TranslationParagraph,
    TranslationState,
)
from resolutions.models.choices import chinese_display
from resolutions.text.alignment import AlignedPair, align_paragraphs
from resolutions.text.alignment.paragraph_pairs import TextParagraph, digest_paragraphs
from resolutions.text.english_words import BARRIER, index_words
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.language import LANGUAGE_NAMES
from resolutions.text.parsed import ParsedDocument, ParsedParagraph
from resolutions.writing import originals
from resolutions.writing.audit_log import log_change
from resolutions.writing.errors import CorrectionError
from resolutions.writing.locking import lock_document

MAX_WORDS_LENGTH = 400_000  # characters of one pair that are searched; PostgreSQL keeps stems of at most 1 MB
_NOT_A_DRAFT = "这份文本不是草稿，不能发布。"
_NOT_PUBLISHED = "这份文本没有发布，不能撤回。"
_NO_PARAGRAPHS = "文本中没有读出段落，不能发布。"
_PUBLISHED = "已发布的文本请撤回，不能丢弃。"


@transaction.atomic
def write_translation(
    document: Document, parsed: ParsedDocument, source: SourceFile, text: str, *, reader: str, user: User | None = None
) -> Translation:
    """Write the text as the draft of its language; an older draft of the language is replaced."""
    document.translations.filter(language=parsed.language, state=TranslationState.DRAFT).update(
        state=TranslationState.REPLACED
    )
    translation = Translation.objects.create(
        document=document,
        source=source,
        language=parsed.language,
        text=text,
        reader=reader,
        title=parsed.title[:500],
        warnings=[warning for warning in parsed.warnings if "不是中文本" not in warning],
        created_by=user,
    )
    TranslationParagraph.objects.bulk_create(
        _build_paragraph(translation, order, paragraph) for order, paragraph in enumerate(parsed.paragraphs)
    )
    pair_translation(translation)
    log_change(document, user, f"存{LANGUAGE_NAMES[parsed.language]}草稿：{source.name}")
    return translation


def _build_paragraph(translation: Translation, order: int, parsed: ParsedParagraph) -> TranslationParagraph:
    citations = [
        {
            "start": citation.start,
            "end": citation.end,
            "target": citation.target,
            "labels": list(citation.paragraphs),
            "is_counted": citation.counted,
        }
        for citation in parsed.citations
        if citation.target
    ]
    return TranslationParagraph(
        translation=translation,
        order=order,
        kind=parsed.kind,
        label=parsed.label[:40],
        anchor=parsed.anchor[:40],
        text=parsed.text,
        lead=parsed.lead,
        level=parsed.level,
        citations=citations,
    )


@transaction.atomic
def pair_translation(translation: Translation) -> None:
    """Find the pairs of paragraphs again and save them with their words; two queries and the writing."""
    chinese = list(Paragraph.objects.filter(document=translation.document_id).order_by("order"))
    english = list(translation.paragraphs.order_by("order"))
    aligned = _as_aligned(chinese)
    alignment = align_paragraphs(aligned, _as_aligned(english))
    translation.pairs = [[list(pair.chinese), list(pair.english)] for pair in alignment.pairs]
    translation.by_labels = alignment.by_labels
    translation.aligned_with = digest_paragraphs(aligned)
    translation.save(update_fields=["pairs", "by_labels", "aligned_with"])
    translation.paragraph_pairs.all().delete()
    ParagraphPair.objects.bulk_create(
        _build_pair(translation, position, pair, chinese, english)
        for position, pair in enumerate(alignment.pairs)
        if pair.english
    )


def _build_pair(
    translation: Translation,
    position: int,
    pair: AlignedPair,
    chinese: Sequence[Paragraph],
    english: Sequence[TranslationParagraph],
) -> ParagraphPair:
    left, right = [chinese[at] for at in pair.chinese], [english[at] for at in pair.english]
    return ParagraphPair(
        translation=translation,
        position=position,
        anchor=left[0].anchor if left else "",
        chinese="\n".join(fold_and_squeeze(one.text) for one in left),
        words=BARRIER.join(index_words(one.text) for one in right)[:MAX_WORDS_LENGTH],
        chinese_ids=[one.pk for one in left],
        english_ids=[one.pk for one in right],
    )


def _as_aligned(paragraphs: Iterable[Paragraph | TranslationParagraph]) -> list[TextParagraph]:
    return [TextParagraph(one.kind, one.label, one.anchor, one.text) for one in paragraphs]


def pair_again(document: Document) -> None:
    """Pair the texts in other languages again after the Chinese paragraphs changed; one query where there are none."""
    for translation in document.translations.filter(state__in=(TranslationState.DRAFT, TranslationState.PUBLISHED)):
        pair_translation(translation)


@transaction.atomic
def publish_translation(translation: Translation, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Show the draft to readers; the text of the language that was published before is replaced.

    Raises CorrectionError unless it is a draft with paragraphs, EditConflictError when the document was changed since
    ``edit_token``.
    """
    document = lock_document(translation.document_id, edit_token)
    translation.refresh_from_db()
    if translation.state != TranslationState.DRAFT:
        raise CorrectionError(_NOT_A_DRAFT)
    if not translation.paragraphs.exists():
        raise CorrectionError(_NO_PARAGRAPHS)
    document.translations.filter(language=translation.language, state=TranslationState.PUBLISHED).update(
        state=TranslationState.REPLACED
    )
    pair_translation(translation)
    translation.state, translation.published_at = TranslationState.PUBLISHED, timezone.now()
    translation.save(update_fields=["state", "published_at"])
    return _tell_readers(document, user, f"发布{chinese_display(translation, 'language')}本")


@transaction.atomic
def withdraw_translation(
    translation: Translation, *, user: User | None = None, edit_token: str = ""
) -> tuple[int, ...]:
    """Take a published text from the readers. Raises CorrectionError and EditConflictError."""
    document = lock_document(translation.document_id, edit_token)
    translation.refresh_from_db()
    if translation.state != TranslationState.PUBLISHED:
        raise CorrectionError(_NOT_PUBLISHED)
    translation.state = TranslationState.WITHDRAWN
    translation.save(update_fields=["state"])
    return _tell_readers(document, user, f"撤回{chinese_display(translation, 'language')}本")


@transaction.atomic
def discard_translation(translation: Translation, *, user: User | None = None, edit_token: str = "") -> None:
    """Delete a text that readers do not see, with its original. Raises CorrectionError and EditConflictError."""
    document = lock_document(translation.document_id, edit_token)
    translation.refresh_from_db()
    if translation.state == TranslationState.PUBLISHED:
        raise CorrectionError(_PUBLISHED)
    source, name = translation.source, chinese_display(translation, "language")
    translation.delete()
    if not source.versions.exists() and not source.translations.exists():
        sha256 = source.sha256
        source.delete()
        originals.delete_if_unused(sha256)
    log_change(document, user, f"丢弃{name}本草稿")


def _tell_readers(document: Document, user: User | None, what: str) -> tuple[int, ...]:
    """Renew the document's time of change, on which its pages in all caches depend.

    Return the documents to write to the index, which compares this time.
    """
    document.save(update_fields=["updated_at"])
    log_change(document, user, what)
    return (document.pk,)
