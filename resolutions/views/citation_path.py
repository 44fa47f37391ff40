"""怎样从甲到乙: the shortest citing path between two documents, with the sentences that make it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.graph import network_queries
from resolutions.graph.drawing_text import short_label
from resolutions.graph.network import Node
from resolutions.graph.shortest_paths import CitationPaths, find_shortest_paths
from resolutions.http.document_lookup import find_document, may_see
from resolutions.models import Citation, Document
from resolutions.pages.cited_by import CitingSentence, build_citing_sentences

MAX_NAME_LENGTH = 200  # characters of a name in the address
MAX_SENTENCES_PER_STEP = 6  # shown of one step


@dataclass(frozen=True, slots=True)
class PathStep:
    """One citation of the way: the citing and the cited document and the sentences; ``turned`` when the way
    goes from the cited to the citing one."""

    citing: Node
    cited: Node
    sentences: list[CitingSentence]
    count: int
    turned: bool


def citation_path(request: HttpRequest) -> HttpResponse:
    """The form, and with both documents given the way between them. Nine queries at most."""
    names = {name: request.GET.get(name, "").strip()[:MAX_NAME_LENGTH] for name in ("from", "to")}
    ends = {name: _document(request, words) for name, words in names.items()}
    context = {"from_value": names["from"], "to_value": names["to"], "start": ends["from"], "end": ends["to"]}
    context |= {
        f"{name}_label": short_label(end.symbol, end.title) for name in ("start", "end") if (end := context[name])
    }
    unknown = [words for name, words in names.items() if words and not ends[name]]
    if unknown or not all(ends.values()):
        context |= {"unknown": unknown}
        return render(request, "graph/paths.html", context, status=404 if unknown else 200)
    ways = find_shortest_paths(network_queries.load_all_edges(), ends["from"].pk, ends["to"].pk)
    nodes = network_queries.load_nodes({pk for way in ways.ways for pk in way})
    context |= {
        "ways": ways,
        "same": ends["from"] == ends["to"],
        "steps": _steps(ways, nodes),
        "others": [[nodes[pk] for pk in way] for way in ways.ways[1:]],
        "shown": [nodes[pk] for pk in ways.ways[0]] if ways.ways else [],
    }
    return render(request, "graph/paths.html", context)


def _document(request: HttpRequest, words: str) -> Document | None:
    """The document of a symbol in any spelling, of an address, or of an exact title."""
    if not words:
        return None
    document = find_document(words.strip("/"))[0] or Document.objects.visible().filter(title=words).first()
    return document if document and may_see(request, document) else None


def _steps(ways: CitationPaths, nodes: dict[int, Node]) -> list[PathStep]:
    pairs = ways.steps
    turned = {(end, start) for start, end in pairs}
    found: dict[tuple[int, int], list[Citation]] = {}
    for citation in network_queries.citations_of_pairs({*pairs, *turned}):
        found.setdefault((citation.source_id, citation.target_id), []).append(citation)
    return [_step(start, end, found, nodes, ways.kind) for start, end in pairs]


def _step(
    start: int, end: int, found: dict[tuple[int, int], list[Citation]], nodes: dict[int, Node], kind: str
) -> PathStep:
    is_turned = kind == "backwards" or (start, end) not in found
    citing, cited = (end, start) if is_turned else (start, end)
    citations = found[citing, cited]
    return PathStep(nodes[citing], nodes[cited], _first(build_citing_sentences(citations)), len(citations), is_turned)


def _first(sentences: Iterable[CitingSentence]) -> list[CitingSentence]:
    return list(sentences)[:MAX_SENTENCES_PER_STEP]
