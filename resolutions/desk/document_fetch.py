"""Fetch a document from the United Nations and write its text, once.

An answer is remembered (``DocumentFetch``): a document that is not published in a language is not asked for again, and
one that was fetched is asked for only if it changed. The original is stored with the address that it came from.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from resolutions.desk.fetch_checks import find_fetched_reasons
from resolutions.desk.receiving import Submission, receive_file
from resolutions.desk.recognition_request import recognizes_scans
from resolutions.desk.uploads import process_upload
from resolutions.fetching.client import FetchClient
from resolutions.fetching.errors import FailureReason, FetchError
from resolutions.fetching.un_documents import UnDocument, fetch_document
from resolutions.models import Document, DocumentFetch, FetchOutcome, SourceFile, TextOrigin, UploadState
from resolutions.sources import ScannedFileError, SourceError, extract_text
from resolutions.stubs import build_stub
from resolutions.writing import originals
from resolutions.writing.derivation import parse_source
from resolutions.writing.ingest import TRANSLATION, IngestedFile, Provenance
from resolutions.writing.locking import lock_document
from resolutions.writing.publish import ingest_file
from resolutions.writing.text_reserve import belongs_in_reserve, keep_in_reserve

REASON = "从联合国取来"
FETCHED = ("published", "draft", "reserve")


@dataclass(frozen=True, slots=True)
class FetchResult:
    """Outcome of one fetch; ``sentence`` is Chinese, for the editor.

    ``status`` is ``published``, ``draft``, ``reserve``, ``unchanged``, ``none`` or ``failed``.
    """

    symbol: str
    status: str
    sentence: str = ""


def fetch_text(client: FetchClient, symbol: str, language: str = "zh", *, again: bool = False) -> FetchResult:
    """Fetch the text of a document in a language and write it. ``again`` asks also where nothing was found before.

    Network errors and unreadable files are results, not exceptions. Raises OSError on a full disk.
    """
    Document.objects.bulk_create([build_stub(symbol)], ignore_conflicts=True)
    document = Document.objects.get(symbol=symbol)
    known = DocumentFetch.objects.filter(document=document, language=language).first()
    if known and known.outcome == FetchOutcome.NOT_PUBLISHED and not again:
        return FetchResult(symbol, "none", f"{known.detail}（{known.checked_at:%Y-%m-%d} 查过）")
    try:
        answer = fetch_document(client, settings.FETCH_SYMBOL_SERVICE, symbol, language, _validators(known))
    except FetchError as error:
        outcome = FetchOutcome.UNKNOWN if error.reason is FailureReason.NOT_FOUND else FetchOutcome.FAILED
        return _remember(document, language, outcome, error.chinese, "failed")
    if answer.is_unchanged:
        return FetchResult(symbol, "unchanged", "联合国的文本没有改变。")
    if not answer.is_published:
        return _remember(document, language, FetchOutcome.NOT_PUBLISHED, "联合国没有发布这种语文的文本。", "none")
    return _write(document, language, answer)


def _validators(known: DocumentFetch | None) -> dict[str, str]:
    """Return the headers of a conditional request; none unless the file of the last answer was stored."""
    if known is None or known.outcome != FetchOutcome.FETCHED:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def _write(document: Document, language: str, answer: UnDocument) -> FetchResult:
    try:
        with transaction.atomic():
            status, sentence = _ingest(document, answer)
            remembered = _remember(
                document,
                language,
                FetchOutcome.FETCHED,
                sentence,
                status,
                etag=answer.etag[:200],
                last_modified=answer.last_modified[:60],
            )
    except ScannedFileError as error:
        if recognizes_scans():
            return _await_recognition(document, language, answer)
        return _remember(document, language, FetchOutcome.FAILED, f"取到的文件不能读取：{error}", "failed")
    except SourceError as error:
        return _remember(document, language, FetchOutcome.FAILED, f"取到的文件不能读取：{error}", "failed")
    return remembered


def _await_recognition(document: Document, language: str, answer: UnDocument) -> FetchResult:
    """Make a scan an upload whose pages a job recognises; it becomes a draft then."""
    submission = Submission(symbol=document.symbol, url=answer.url)
    upload = process_upload(receive_file(answer.body, answer.file_name, submission))
    status = "unchanged" if upload.state == UploadState.HELD else "draft"
    validators = {"etag": answer.etag[:200], "last_modified": answer.last_modified[:60]}
    sentence = f"取到的是扫描件。{upload.message}"
    return _remember(document, language, FetchOutcome.FETCHED, sentence, status, **validators)


def _ingest(document: Document, answer: UnDocument) -> tuple[str, str]:
    """Write the file; return the status and a sentence. Raises SourceError."""
    provenance = Provenance(TextOrigin.UN, url=answer.url)
    extracted = extract_text(answer.body, answer.file_name)
    parsed = parse_source(extracted.text, extracted.links, extracted.warnings, file_name=answer.file_name)
    file = IngestedFile(
        answer.body,
        answer.file_name,
        extracted.media_type,
        extracted.text,
        extracted.links,
        extracted.warnings,
        provenance,
    )
    if SourceFile.objects.filter(sha256=file.sha256).exists():
        originals.store_file(answer.body)
        return "unchanged", "同样的文件早已收录。"
    locked = lock_document(document.pk)
    if belongs_in_reserve(locked, parsed, provenance.quality):
        keep_in_reserve(locked, parsed, file, REASON)
        return "reserve", "已有文本，取来的存为另一版本，待编辑选用。"
    reasons = find_fetched_reasons(locked, parsed)
    result = ingest_file(
        answer.body,
        answer.file_name,
        reason=REASON,
        existing=locked,
        extracted=extracted,
        parsed=parsed,
        provenance=provenance,
        obstacles=reasons,
    )
    if result.status == TRANSLATION:
        return TRANSLATION, "".join(result.warnings)
    return str(result.document.status), "".join(reasons)


def _remember(
    document: Document, language: str, outcome: FetchOutcome, detail: str, status: str, **validators: str
) -> FetchResult:
    fresh = {"outcome": outcome, "detail": detail, "etag": "", "last_modified": ""} | validators
    DocumentFetch.objects.update_or_create(document=document, language=language, defaults=fresh)
    return FetchResult(document.symbol, status, detail)
