"""PDFs whose tag tree is malicious or damaged; their text is the same sentence on ten lines."""

from collections.abc import Iterator

from tests.sources.hostile import HELVETICA, PAGES, raw_pdf, stream

ROOT = b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/StructParents 0/Resources<</Font<</F 5 0 R>>>>>>"
)
LINE = b"/P <</MCID %d>> BDC BT /F 12 Tf 72 %d Td (Security Council decides) Tj ET EMC\n"
LINES = b"".join(LINE % (at, 720 - 20 * at) for at in range(10))
ALL = b"0 1 2 3 4 5 6 7 8 9"


def tagged(elements: list[bytes], parents: bytes, content: bytes = LINES, root: bytes = b"7 0 R") -> bytes:
    """Return a page with the ``elements`` numbered from 7; ``parents`` are those of its marked content."""
    tree = b"<</Type/StructTreeRoot/K %s/ParentTree<</Nums[0 [%s]]>>>>" % (root, parents)
    return raw_pdf([ROOT, PAGES, PAGE, stream(content), HELVETICA, tree, *elements])


def element(role: bytes, parent: int, children: bytes) -> bytes:
    return b"<</S/%s/P %d 0 R/Pg 3 0 R/K[%s]>>" % (role, parent, children)


def nested(depth: int, times: int = 1) -> bytes:
    """Return a tree of ``depth`` sections, each ``times`` a child of the one above."""
    sections = [element(b"Sect", 6 + at, b"%d 0 R " % (8 + at) * times) for at in range(depth)]
    return tagged([*sections, element(b"P", 6 + depth, ALL)], b"%d 0 R " % (7 + depth) * 10)


def trees() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file; the name states the defect."""
    paragraph = element(b"P", 7, ALL)
    eight = b"8 0 R " * 10
    yield "标签树成环", tagged([element(b"Document", 8, b"8 0 R"), element(b"P", 7, b"7 0 R " + ALL)], eight)
    yield "标签以自己为父", tagged([element(b"Document", 7, b"7 0 R 0")], b"7 0 R " * 10)
    yield "标签十万层", nested(100_000)
    yield "标签三十层", nested(30)
    yield "标签每层二十次", nested(28, times=20)
    yield "一百万个子标签", tagged([element(b"Document", 6, b"8 0 R " * 1_000_000), paragraph], eight)
    yield (
        "一个标签一百万次内容",
        tagged([element(b"Document", 6, b"8 0 R"), element(b"P", 7, b"0 " * 1_000_000)], eight),
    )
    many = b" ".join(b"%d 0 R" % at for at in range(8, 20_008))
    yield "两万个标签争一处内容", tagged([element(b"Document", 6, many), *[element(b"P", 7, b"0")] * 20_000], many)
    yield "父表一百万项", tagged([element(b"Document", 6, b"8 0 R"), paragraph], eight * 100_000)
    numbers = element(b"P", 7, b"-1 2147483647 99999999999 0")
    yield "内容号越界", tagged([element(b"Document", 6, b"8 0 R"), numbers], eight)
    one = b"".join(LINE % (0, at % 800) for at in range(30_000))
    yield "同一内容号三万次", tagged([element(b"P", 6, b"0")], b"7 0 R", one)
    yield "标签名一百万字", tagged([element(b"A" * 1_000_000, 6, ALL)], b"7 0 R " * 10)
    yield "标签树根是数字", tagged([b"<<>>"], b"7 0 R " * 10, root=b"17")
    mapped = tagged([element(b"Foo", 6, ALL)], b"7 0 R " * 10)
    yield "标签类型映射自指", mapped.replace(b"/ParentTree", b"/RoleMap<</Foo/Foo>>/ParentTree")
