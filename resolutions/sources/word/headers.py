"""Headers of the first section of a Word file. Source: ECMA-376 part 1, 17.10."""

from dataclasses import dataclass

from docx.opc.part import XmlPart

from resolutions.sources.word.wordml import RELATIONSHIP_NAMESPACE, Element, is_enabled, word_name


@dataclass(frozen=True, slots=True)
class SectionHeaders:
    """``first`` is the header that the first page prints, ``running`` are the others.

    ``has_own_first_page`` is False when the first page prints the running head of the other pages.
    """

    first: XmlPart | None
    running: tuple[XmlPart, ...]
    has_own_first_page: bool


def find_headers(part: XmlPart) -> SectionHeaders:
    """Return the headers that the main part of the package names in its first section."""
    section = next(part.element.iter(word_name("sectPr")), None)
    headers = _headers_by_type(section, part) if section is not None else {}
    has_own_first_page = section is not None and is_enabled(section, "titlePg")
    first = headers.get("first" if has_own_first_page else "default")
    running = tuple(headers[name] for name in ("default", "even") if name in headers and headers[name] is not first)
    return SectionHeaders(first, running, has_own_first_page)


def _headers_by_type(section: Element, part: XmlPart) -> dict[str, XmlPart]:
    names = {
        reference.get(word_name("type"), "default"): reference.get(RELATIONSHIP_NAMESPACE + "id", "")
        for reference in section.findall(word_name("headerReference"))
    }
    targets = {kind: part.rels[name].target_part for kind, name in names.items() if name in part.rels}
    return {kind: target for kind, target in targets.items() if isinstance(target, XmlPart)}
