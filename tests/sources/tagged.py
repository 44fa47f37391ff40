"""Small PDFs with a tag tree written by hand: lines in Helvetica, and the elements that hold them."""

from dataclasses import dataclass

from tests.sources.hostile import HELVETICA, raw_pdf, stream


@dataclass(frozen=True)
class Line:
    """A printed line; ``tag`` is the number of its marked content on the page, -1 for an artifact, None for none."""

    text: str
    y: float
    tag: int | None = None
    x: float = 72.0
    size: float = 12.0


@dataclass(frozen=True)
class Content:
    """A place in the tree: the marked content ``tag`` of a page."""

    tag: int
    page: int = 0


@dataclass(frozen=True)
class Element:
    """An element of the tree with elements or contents as children; ``attributes`` as in a file."""

    role: str
    children: tuple["Element | Content", ...]
    attributes: str = ""


def tagged_pdf(pages: list[list[Line]], tree: list[Element]) -> bytes:
    """Return a PDF of ``pages`` with ``tree`` below a Document."""
    first_tree = 4 + 2 * len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R>>" % first_tree,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        HELVETICA,
    ]
    for at, lines in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/StructParents %d"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (5 + 2 * at, at)
        )
        objects.append(stream(b"".join(map(_print, lines))))
    writer = _TreeWriter(first_tree + 1, pages)
    root = writer.write(Element("Document", tuple(tree)), first_tree)
    parents = b" ".join(b"%d [%s]" % (at, writer.parents_of(at)) for at in range(len(pages)))
    objects.append(b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%s]>>>>" % (root, parents))
    return raw_pdf(objects + writer.objects)


def _print(line: Line) -> bytes:
    mark = b"" if line.tag is None else b"/Artifact BMC " if line.tag < 0 else b"/P <</MCID %d>> BDC " % line.tag
    text = line.text.replace("(", r"\(").replace(")", r"\)").encode("latin-1")
    show = b"BT /F %g Tf %g %g Td (%s) Tj ET " % (line.size, line.x, line.y, text)
    return mark + show + (b"EMC\n" if mark else b"\n")


class _TreeWriter:
    def __init__(self, first: int, pages: list[list[Line]]) -> None:
        self.first = first
        self.objects: list[bytes] = []
        self.parents: dict[tuple[int, int], int] = {}

    def write(self, element: Element, parent: int) -> int:
        """Append the objects of an element; return its number."""
        number = self.first + len(self.objects)
        self.objects.append(b"")
        kids = []
        for child in element.children:
            if isinstance(child, Element):
                kids.append(b"%d 0 R" % self.write(child, number))
            else:
                self.parents[child.page, child.tag] = number
                kids.append(b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (4 + 2 * child.page, child.tag))
        role = element.role.encode()
        attributes = f"/A{element.attributes}".encode() if element.attributes else b""
        self.objects[number - self.first] = b"<</S/%s/P %d 0 R%s/K[%s]>>" % (role, parent, attributes, b" ".join(kids))
        return number

    def parents_of(self, page: int) -> bytes:
        last = max((tag for at, tag in self.parents if at == page), default=-1)
        return b" ".join(
            b"%d 0 R" % self.parents[page, tag] if (page, tag) in self.parents else b"null" for tag in range(last + 1)
        )
