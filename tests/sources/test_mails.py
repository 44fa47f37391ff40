"""Attachments of mails: each is a file, with its name in every printed form."""

import email.message
import email.policy

import pytest

from resolutions.sources import read_attachments


def mail(*attached: tuple[str, bytes], text: str = "请收录。") -> email.message.EmailMessage:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = "决议"
    message.set_content(text)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def names(data: bytes) -> list[str]:
    return [attached.name for attached in read_attachments(data)]


def test_attachments_are_given_in_order_with_their_bytes():
    attached = read_attachments(mail(("决议.pdf", b"%PDF-1.7 a"), ("b.docx", b"PK\x03\x04b")).as_bytes())
    assert [(one.name, one.data) for one in attached] == [("决议.pdf", b"%PDF-1.7 a"), ("b.docx", b"PK\x03\x04b")]


def test_a_mail_without_attachments_and_other_files_have_none():
    assert names(mail().as_bytes()) == names("安全理事会，".encode()) == names(b"") == []


def test_a_picture_of_the_signature_is_none_and_a_mail_inside_is_one_file():
    message = mail(("a.txt", b"a"))
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", cid="<logo>")
    message.add_attachment(mail(("inner.pdf", b"x")))
    assert names(message.as_bytes()) == ["a.txt", "附件2.eml"]
    assert read_attachments(message.as_bytes())[1].data.startswith(b"Subject:")


@pytest.mark.parametrize(
    "header, name",
    [
        (b"attachment; filename*=utf-8''%E5%86%B3%E8%AE%AE.pdf", "决议.pdf"),
        (b'attachment; filename="=?gb2312?B?vvbS6S5wZGY=?="', "决议.pdf"),
        ('attachment; filename="安全理事会决议.pdf"'.encode("gb18030"), "安全理事会决议.pdf"),
        ('attachment; filename="安全理事会决议.pdf"'.encode(), "安全理事会决议.pdf"),
        (b"attachment", "附件1"),
    ],
)
def test_the_name_is_read_in_every_form(header, name):
    data = mail(("X", b"a")).as_bytes()
    at = data.index(b"Content-Disposition: attachment")
    data = data[:at] + b"Content-Disposition: " + header + data[data.index(b"\r\n", at) :]
    assert names(data) == [name]


@pytest.mark.parametrize(
    "data",
    [
        mail(("a.pdf", b"a")).as_bytes()[:200],
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed\n\n" * 9000,
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--\xff\xfe",
        b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\n\n----",
    ],
)
def test_a_broken_mail_raises_nothing(data):
    assert read_attachments(data) == [] or names(data)
