"""Pages, Word's pages and saved pages are read by a library: blocks, lists, notes, tables, without the site around."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from resolutions.sources import SourceError, extract_text
from resolutions.sources.html import read_html, read_mhtml
from resolutions.sources.html_detection import is_html, is_mhtml
from resolutions.text import read_document
from tests.sources.samples import TEXTS, said, seed

PARAGRAPHS = "<p>安全理事会，</p><p>回顾其以往各项决议，</p><p>1. 决定继续积极处理此案。</p>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def lines(html: str | bytes) -> list[str]:
    read = read_html(html if isinstance(html, bytes) else html.encode())
    return [line.strip() for line in read.text.split("\n") if line.strip()]


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_as_a_page_reads_like_the_text(number, encoding):
    paragraphs = [p for p in seed(number).paragraphs if p.kind != "table"]
    html = page("\n".join(f"<p>{p.text}</p>" for p in paragraphs), f'<meta charset="{encoding}">')
    source = extract_text(html.encode(encoding), f"{number}.txt")
    assert source.media_type == "text/html"
    assert said(read_document(source.text)) == said(seed(number))


@pytest.mark.parametrize(
    "body, printed",
    [
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>回顾其第<b>1325</b>(<i>2000</i>)号\n  决议，</p>", ["回顾其第1325(2000)号 决议，"]),
        ("<p>甲&nbsp;&amp;&#20057;&lt;</p>", ["甲 &乙<"]),
        ("<p>第一行，<br>第二行。<br/><br/>第三行</p>", ["第一行，", "第二行。", "第三行"]),
        ("<p>联合国<br>S/RES/2553 (2020)</p>", ["联合国", "S/RES/2553 (2020)"]),
        (f"<p>{'很长的一行' * 6}<br>连着的下一行。</p>", ["很长的一行" * 6, "连着的下一行。"]),
        ("<pre>第一行文字不\n完。\n\n  第二段。\n第三段。</pre>", ["第一行文字不", "完。", "第二段。", "第三段。"]),
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ('<ol start="26"><li>甲</li><li value="30">乙</li></ol>', ["26. 甲", "30. 乙"]),
        ('<ol type="a"><li>甲</li></ol><ol type="I"><li>乙</li></ol>', ["a. 甲", "I. 乙"]),
        ('<ol style="list-style-type: cjk-ideographic"><li>甲</li><li>乙</li></ol>', ["一. 甲", "二. 乙"]),
        ("<ol><li>1. 自带号码</li><li>（二） 自带</li></ol>", ["1. 自带号码", "（二） 自带"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["• 甲", "• 乙"]),
        ('<ul style="list-style:none"><li>甲</li></ul>', ["甲"]),
        ("<ol><li>甲<ol type=a><li>子项</li></ol></li><li>乙</li></ol>", ["1. 甲", "a. 子项", "2. 乙"]),
        ("<dl><dt>名</dt><dd>义</dd></dl>", ["名", "义"]),
        ("<script>x</script><style>y</style><nav>导航</nav><footer>页脚</footer><p>正文</p>", ["正文"]),
        ('<p hidden>藏</p><p style="display:none">藏</p><p class="noprint">藏</p><p>正文</p>', ["正文"]),
        ("<!-- 注释 --><p>正<ruby>文<rt>wen</rt></ruby></p>", ["正文"]),
        ("<main><p>正文</p></main><p>网站的话</p>", ["正文"]),
        ("<h1>第2553(2020)号决议</h1><main><p>正文</p></main>", ["第2553(2020)号决议", "正文"]),
        ("<p>甲</p><hr>乙<p>丙", ["甲", "乙", "丙"]),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td></td></tr></table>", ["甲\t乙", "1\t\u200b"]),
        ("<table><caption>表1</caption><tr><th>甲<th>乙<tr><td>1<td>2</table>", ["表1", "甲\t乙", "1\t2"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),  # one cell is layout
        ('<table role="presentation"><tr><td>甲<td>乙<tr><td>丙<td>丁</table>', ["甲", "乙", "丙", "丁"]),
        ("<table><tr><td>联合国<td>S/2020/1<tr><td>大会<td>Distr.: General</table>",
         ["联合国", "S/2020/1", "大会", "Distr.: General"]),
        ("<table><tr><td>甲<td><table><tr><td>乙</table><tr><td>丙<td>丁</table>", ["甲", "乙", "丙", "丁"]),
    ],
)  # fmt: skip
def test_prints_what_the_page_prints(body, printed):
    assert lines(page(body)) == printed


@pytest.mark.parametrize(
    "mark, note",
    [
        ('<sup><a href="#n1" id="r1">[1]</a></sup>', '<ol><li id="n1"><a href="#r1">↑</a> 见S/2020/5。</li></ol>'),
        ('<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>',
         '<div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> 见S/2020/5。</p></div>'),
        ('<a href="#fn1" id="fr1"><sup>1</sup></a>', '<p id="fn1"><sup>1</sup> 见S/2020/5。</p>'),
        ('<a class="footnote" href="#fn1">1</a>', '<div id="fn1">1. 见S/2020/5。</div>'),
    ],
)  # fmt: skip
def test_a_note_follows_the_paragraph_of_its_mark(mark, note):
    assert lines(page(f"<p>回顾其决议，{mark}</p><p>下一段。</p>{note}")) == [
        "回顾其决议，1",
        "__________________",
        "1 见S/2020/5。",
        "下一段。",
    ]


@pytest.mark.parametrize(
    "link", ['<a href="#s1">1</a>', '<a href="#nowhere">[1]</a>', '<a href="http://x/#s1">[1]</a>']
)
def test_another_link_is_no_note(link):
    assert lines(page(f'<p>见{link}</p><h2 id="s1">一节</h2>')) == [lines(page(f"<p>见{link}</p>"))[0], "一节"]


def test_links_are_kept_beside_the_text():
    source = extract_text(
        page(f'{PARAGRAPHS}<a href="https://undocs.org/zh/S/RES/1325(2000)">见</a>').encode(), "a.html"
    )
    assert source.links == ("https://undocs.org/zh/S/RES/1325(2000)",)


def test_numbers_that_word_writes_as_text_are_not_doubled():
    body = (
        "<div class=WordSection1><p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1."
        "<span>&nbsp;&nbsp; </span></span><![endif]>着重指出改革；<o:p></o:p></p></div>"
    )
    assert lines(page(body)) == ["1. 着重指出改革；"]


@pytest.mark.parametrize(
    "label, encoding",
    [
        ("gb2312", "gb18030"),
        ("iso-8859-1", "utf-8"),
        ("nonsense", "utf-8"),
        ("undefined", "gb18030"),  # a codec of Python that raises for everything
        ("zip", "gb18030"),
        ("utf-8", "gb18030"),
    ],
)
def test_a_wrong_or_narrow_label_of_encoding_does_no_harm(label, encoding):
    html = page(PARAGRAPHS * 3, f'<meta http-equiv="Content-Type" content="text/html; charset={label}">')
    assert lines(html.encode(encoding))[1] == "回顾其以往各项决议，"


def test_a_page_in_big5_is_read():
    html = page("<p>回顧其以往各項決議，啓</p>", "<meta charset=big5>")
    assert lines(html.encode("big5hkscs")) == ["回顧其以往各項決議，啓"]


def saved_page(kind: str = "related") -> bytes:
    message = MIMEMultipart(kind)
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "=?utf-8?B?5Yaz6K6u?="
    message.attach(MIMEText(page(PARAGRAPHS), "html", "utf-8"))
    message.attach(MIMEText("p {}", "css", "utf-8"))
    return message.as_bytes()


@pytest.mark.parametrize("kind", ["related", "alternative", "mixed"])
def test_a_saved_page_is_read(kind):
    source = extract_text(saved_page(kind), "决议.mht")
    assert source.media_type == "multipart/related"
    assert "回顾其以往各项决议，" in source.text


def test_a_mail_without_a_page_gives_its_text():
    message = EmailMessage()
    message["Subject"] = "决议"
    message.set_content("安全理事会，\n回顾其以往各项决议，\n")
    message.add_attachment(b"x", maintype="application", subtype="pdf")
    assert read_mhtml(message.as_bytes()).text.split() == ["安全理事会，", "回顾其以往各项决议，"]


@pytest.mark.parametrize(
    "data, html, mhtml",
    [
        (b"<!DOCTYPE html><p>", True, False),
        (b"\xef\xbb\xbf  <HTML>", True, False),
        (b'<?xml version="1.0"?>\n<!-- saved --><html>', True, False),
        ("<html>".encode("utf-16"), True, False),
        ("<p>一</p><p>二</p><p>三</p>".encode(), True, False),
        ("<div>一<br>二<br>三<br></div>".encode(), True, False),
        ("<p>一</p>".encode(), False, False),
        ("<script>alert(1)</script>安全理事会".encode(), False, False),
        ("安全理事会，<br>回顾".encode(), False, False),
        ("《<html>语言》".encode(), False, False),
        (b"{\\rtf1", False, False),
        (b"", False, False),
        (saved_page(), False, True),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>", False, True),
        ("Subject: 会议\n\n安全理事会".encode(), False, False),
        ("注：MIME-Version: 1.0\nContent-Type: text/html".encode(), False, False),
    ],
)
def test_the_content_decides_what_is_a_page(data, html, mhtml):
    assert (is_html(data), is_mhtml(data)) == (html, mhtml)


@pytest.mark.parametrize(
    "html",
    [
        page(""),
        page("<script>x</script>"),
        page("<p> &nbsp; </p>"),
        "<html>",
        "<!DOCTYPE html>",
    ],
)
def test_a_page_without_text_costs_a_sentence(html):
    with pytest.raises(SourceError, match="没有可以读取的文字"):
        extract_text(html.encode(), "a.html")


def test_every_text_of_the_seeds_is_plain_text():
    assert not any(is_html(path.read_bytes()) or is_mhtml(path.read_bytes()) for path in TEXTS.values())


@pytest.mark.parametrize("subtype", ["plain", "html"])
@pytest.mark.parametrize("attached", [0, 1, 7])
def test_a_mail_is_read_and_its_attachments_are_named(subtype, attached):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@un.org", "决议"
    text = "安全理事会，\n1. 决定继续积极处理此案。\n"
    mail.set_content(page(PARAGRAPHS) if subtype == "html" else text, subtype=subtype, cte="base64")
    for number in range(attached):
        mail.add_attachment("附件的文字", filename=f"附件{number}.txt")
    assert is_mhtml(mail.as_bytes())
    source = extract_text(mail.as_bytes(), "来信.eml")
    assert "决定继续积极处理此案。" in source.text and "附件的文字" not in source.text
    named = "、".join(f"附件{number}.txt" for number in range(min(attached, 5)))
    wanted = f"邮件有 {attached} 个附件没有读取，请另行提交：{named}"
    assert source.warnings == ((wanted,) if attached else ())


def test_a_mail_of_attachments_alone_has_no_text():
    mail = EmailMessage()
    mail["From"] = "a@un.org"
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(SourceError, match="没有网页和文字"):
        extract_text(mail.as_bytes(), "来信.eml")
