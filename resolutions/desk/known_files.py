"""Uploads of bytes that the portal has already: say what became of them, and act on a symbol that the editor typed."""

from resolutions.models import Document, SourceFile, Status, Upload, UploadState
from resolutions.models.visibility import WITHDRAWAL_REASON_KEY
from resolutions.writing import corrections
from resolutions.writing.errors import CorrectionError
from resolutions.writing.publish import apply_correction

_QUEUED = "与“{name}”是同一个文件（SHA-256 相同），那个文件还在等候，所以不再读取。"
_HELD = "同样的文件（SHA-256 相同）已于 {date} 收录，"
_DISCARDED = "它的草稿已经丢弃，没有再读取；需要时可以恢复。"
_WITHDRAWN = "后来已撤回{reason}，没有改动；要再让读者看到，请查看后重新发布。"
_OTHER_SYMBOL = "它的文号是 {symbol}，不是所填的 {named}，没有改动；要改文号，请查看后更正。"
_NO_DRAFT = "它没有文号，但已不是草稿，没有改动；请查看后填写文号。"
_GIVEN = "现已按所填的文号归入 {named}。"
_NOT_GIVEN = "没有归入 {named}：{reason}"


def find_queued(sha256: str) -> Upload | None:
    """Return the upload of the same bytes that waits to be read or decided; one query."""
    return Upload.objects.filter(sha256=sha256, state__in=(UploadState.WAITING, UploadState.ASKED)).first()


def describe_queued(queued: Upload) -> str:
    """Return the sentence on a file whose bytes wait already."""
    return _QUEUED.format(name=queued.name)


def answer_known(upload: Upload, source: SourceFile) -> None:
    """Set the outcome of a file that is an original already; a draft without a symbol gets the one of the upload."""
    document = source.document
    upload.state, upload.document = UploadState.HELD, document
    held = _HELD.format(date=f"{source.uploaded_at:%Y-%m-%d}")
    named = upload.symbol
    if document.status == Status.DISCARDED:
        upload.message = held + _DISCARDED
    elif document.status == Status.WITHDRAWN:
        reason = document.facts.get(WITHDRAWAL_REASON_KEY, "")
        upload.message = held + _WITHDRAWN.format(reason=f"（{reason}）" if reason else "")
    elif not named or named == document.symbol:
        upload.message = f"{held}没有改动。"
    elif document.symbol:
        upload.message = held + _OTHER_SYMBOL.format(symbol=document.symbol, named=named)
    elif document.status != Status.DRAFT:
        upload.message = held + _NO_DRAFT
    else:
        upload.message = held + _give_symbol(upload, document, named)


def _give_symbol(upload: Upload, document: Document, symbol: str) -> str:
    """Give a draft the symbol that the editor typed, and return what happened as a sentence."""
    try:
        apply_correction(corrections.correct_heading, document.pk, {"symbol": symbol}, user=upload.uploaded_by)
    except CorrectionError as error:
        return _NOT_GIVEN.format(named=symbol, reason=error)
    upload.document = Document.objects.get(symbol=symbol)
    return _GIVEN.format(named=symbol)
