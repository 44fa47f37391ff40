"""References in BibTeX, in UTF-8."""

from collections.abc import Iterator

from resolutions.exports.reference import PUBLISHER, PUBLISHER_PLACE, Reference

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# Characters that are commands in TeX, and the TeX that prints them.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "#$%&_"},
    }
)


def format_bibtex(reference: Reference) -> str:
    """Format one entry; the double braces around names keep BibTeX from changing their case and order."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@techreport{{{reference.key},\n{fields}}}\n\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    for name, value in _names(reference):
        if value:
            yield name, "{{" + _escaped(value) + "}}"
    if reference.year:
        yield "year", "{" + str(reference.year) + "}"
    if reference.day:
        yield "month", _MONTHS[reference.day.month - 1]
        yield "day", "{" + str(reference.day.day) + "}"
    if reference.quoted:
        yield "abstract", "{" + _escaped(reference.quoted) + "}"
    yield "langid", "{chinese}"
    yield "url", "{" + reference.url.replace("{", "%7B").replace("}", "%7D") + "}"


def _names(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "author", reference.author
    yield "title", reference.title
    yield "number", reference.symbol
    yield "institution", PUBLISHER
    yield "address", PUBLISHER_PLACE
    yield "note", "；".join(filter(None, [reference.place, reference.quality_mark]))
    yield "keywords", ", ".join(reference.subjects)


def _escaped(value: str) -> str:
    return " ".join(value.split()).translate(_ESCAPES)
