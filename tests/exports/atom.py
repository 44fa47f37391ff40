"""A validator of Atom: the grammar of RFC 4287 (``atom.rnc``, its appendix B) and rules of its text."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import rnc2rng
from lxml import etree

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "s": "http://www.ascc.net/xml/schematron",
}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.I)  # RFC 3987: a scheme, none of the excluded characters
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # section 5.6


def grammar() -> etree._Element:
    """The schema as XML; the converter declares the empty prefix ``local``, which XML forbids, and never uses it."""
    written = rnc2rng.dumps(rnc2rng.load(str(Path(__file__).with_name("atom.rnc"))))
    return etree.fromstring(written.replace(' xmlns:local=""', "").encode())


GRAMMAR = grammar()
SCHEMA = etree.RelaxNG(GRAMMAR)


def faults(data: bytes, address: str) -> list[str]:
    """List the faults of ``data``, the feed fetched from ``address``; empty for a valid feed."""
    try:
        feed = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        return [f"not XML: {error}"]
    if not SCHEMA.validate(feed):
        return [f"line {error.line}: {error.message}" for error in SCHEMA.error_log]
    return [
        *_schematron(feed),
        *_identifiers(feed),
        *_times(feed),
        *_links(feed, address),
        *_words(feed),
    ]


def _schematron(feed: etree._Element) -> Iterator[str]:
    """The rules that the schema itself carries in annotations."""
    for rule in GRAMMAR.iterfind(".//s:rule", NAMES):
        for claim in rule.iterfind("s:assert", NAMES):
            for element in feed.xpath(f"//{rule.get('context')}", namespaces=NAMES):
                if not element.xpath(f"boolean({claim.get('test')})", namespaces=NAMES):
                    yield claim.text


def _identifiers(feed: etree._Element) -> Iterator[str]:
    """4.2.6: an IRI, not a relative one. 4.1.1: no entry twice; and no entry is the feed."""
    found = feed.xpath("//atom:id/text()", namespaces=NAMES)
    yield from (f"no absolute IRI for an id: {one}" for one in found if not IRI.fullmatch(one))
    yield from (f"id used twice: {one}" for one, times in Counter(found).items() if times > 1)
    if len(found) != len(feed.findall(".//atom:id", NAMES)):
        yield "an id is empty"


def _times(feed: etree._Element) -> Iterator[str]:
    """3.3: RFC 3339 with an upper-case T, and a zone."""
    for element in feed.xpath("//atom:updated | //atom:published", namespaces=NAMES):
        if not RFC_3339.fullmatch(element.text):
            yield f"no time of RFC 3339: {element.text}"


def _links(feed: etree._Element, address: str) -> Iterator[str]:
    """4.2.7.2: ``self`` names the feed. 4.1.1 and 4.1.2: one alternate at most for a type and a language."""
    if [link.get("href") for link in feed.iterfind("atom:link[@rel='self']", NAMES)] != [address]:
        yield f"the feed does not call itself {address}"
    for parent in (feed, *feed.iterfind("atom:entry", NAMES)):
        links = parent.findall("atom:link", NAMES)
        kinds = [(one.get("type"), one.get("hreflang")) for one in links if one.get("rel", "alternate") == "alternate"]
        yield from (f"several alternates of {kind}" for kind, times in Counter(kinds).items() if times > 1)
        yield from (f"no absolute IRI: {one.get('href')}" for one in links if not IRI.fullmatch(one.get("href")))


def _words(feed: etree._Element) -> Iterator[str]:
    """4.2.14: a title should say something; 3.2.1: a name is for people. 3.1.1.2: markup only where HTML is meant."""
    for element in feed.xpath("//atom:title | //atom:name", namespaces=NAMES):
        if not (element.text or "").strip():
            yield f"an empty {etree.QName(element).localname}"
    for element in feed.xpath("//*[@type='html']", namespaces=NAMES):
        yield f"a reader would take this for HTML: {element.text[:40]}"
