"""Attachments of a mail (EML), one by one: each is a document of its own.

Runs in the portal's own process: the parser of the standard library takes any bytes, and what it finds is never more
than the mail.
"""

import email
import email.message
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from resolutions.sources.encoding_detection import UnknownEncodingError, decode_text
from resolutions.sources.html_detection import is_mhtml

_RAW_NAME = re.compile(r'filename="?([^";\r\n]+)', re.IGNORECASE)
MAX_ATTACHMENTS = 200
_NAMELESS = "附件{number}{extension}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """File of a mail with its name."""

    name: str
    data: bytes


def read_attachments(data: bytes) -> list[Attachment]:
    """Return the attachments of a mail in order; empty for another file, and for a mail that cannot be taken apart.

    Pictures that the text of the mail shows, as those of a signature, are none. A mail inside of the mail is one file.
    """
    if not is_mhtml(data):
        return []
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        return [_read(part, number) for number, part in enumerate(_iter_attached(message), 1)][:MAX_ATTACHMENTS]
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):  # of broken headers
        return []


def _iter_attached(message: email.message.Message) -> Iterator[email.message.Message]:
    waiting = [message]
    while waiting:
        part = waiting.pop()
        is_mail = part.get_content_type() == "message/rfc822"
        is_shown = part.get_content_maintype() == "image" and part.get("Content-ID")
        if part is not message and (part.get_content_disposition() == "attachment" or is_mail):
            if not is_shown:
                yield part
        elif part.is_multipart():
            waiting += reversed([inner for inner in part.get_payload() if isinstance(inner, email.message.Message)])


def _read(part: email.message.Message, number: int) -> Attachment:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        mail = inner.as_bytes() if isinstance(inner, email.message.Message) else b""
        return Attachment(_name(part) or _NAMELESS.format(number=number, extension=".eml"), mail)
    content = part.get_payload(decode=True)
    return Attachment(
        _name(part) or _NAMELESS.format(number=number, extension=""), content if isinstance(content, bytes) else b""
    )


def _name(part: email.message.Message) -> str:
    """Return the file name; one of raw bytes is decoded by its characters."""
    name = part.get_filename() or ""
    if "\N{REPLACEMENT CHARACTER}" not in name:
        return name
    header = next((str(value) for key, value in part.raw_items() if key.lower() == "content-disposition"), "")
    match = _RAW_NAME.search(header)
    raw = match[1].encode("utf-8", "surrogateescape") if match else b""
    try:
        return decode_text(raw)[0]
    except UnknownEncodingError:
        return raw.decode("gb18030", "replace")
