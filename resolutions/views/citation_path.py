"""引文路径: the shortest citation path between two documents, with the sentences of each step."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.graph import network_queries
from resolutions.graph.drawing_text import short_label
from resolutions.graph.network import Node
from resolutions.graph.shortest_paths import CitationPaths, Direction, find_shortest_paths
from resolutions.http.document_lookup import find_document
from resolutions.models import Citation, Document
from resolutions.pages.cited_by import CitingSentence, build_citing_sentences
from resolutions.pages.page_language import translate_name
from resolutions.statistics.queries.cached import get_or_compute, read_data_state

MAX_NAME_LENGTH = 200  # characters of a document's name in the address
MAX_SENTENCES_PER_STEP = 6

CitationsByPair = dict[tuple[int, int], list[Citation]]  # by key of the citing and the cited document


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: a citing and a cited document with the first sentences; ``count`` is in citations.

    ``is_reversed`` is True when the path leads from the cited to the citing document.
    """

    citing: Node
    cited: Node
    sentences: list[CitingSentence]
    count: int
    is_reversed: bool


def citation_path(request: HttpRequest) -> HttpResponse:
    """Show the form and, when both documents are given, the path between them; at most ten queries."""
    from_name, to_name = (request.GET.get(name, "").strip()[:MAX_NAME_LENGTH] for name in ("from", "to"))
    start, end = _find_document(request, from_name), _find_document(request, to_name)
    context: dict[str, Any] = {
        "from_value": from_name,
        "to_value": to_name,
        "start": start,
        "end": end,
        "start_label": translate_name(short_label(start.symbol, start.title)) if start else "",
        "end_label": translate_name(short_label(end.symbol, end.title)) if end else "",
        "unknown": [name for name, document in ((from_name, start), (to_name, end)) if name and document is None],
    }
    if start is None or end is None:
        return render(request, "graph/paths.html", context, status=404 if context["unknown"] else 200)
    edges = get_or_compute(read_data_state(), "edges", lambda: np.array(network_queries.load_all_edges(), np.int64))
    found = find_shortest_paths(edges, start.pk, end.pk)
    nodes = network_queries.load_nodes({pk for path in found.paths for pk in path})
    first, *others = [[nodes[pk] for pk in path] for path in found.paths] or [[]]
    context |= {
        "found": found,
        "is_same": start == end,
        "steps": _build_steps(found, nodes),
        "path": first,
        "other_paths": others,
    }
    return render(request, "graph/paths.html", context)


def _find_document(request: HttpRequest, name: str) -> Document | None:
    """Find a document by symbol in any spelling, by address, or a published one by exact title."""
    if not name:
        return None
    return find_document(name.strip("/"), request.user)[0] or Document.objects.held().filter(title=name).first()


def _build_steps(found: CitationPaths, nodes: dict[int, Node]) -> list[PathStep]:
    """Build the steps of the first path; two queries."""
    pairs = {*found.steps, *((end, start) for start, end in found.steps)}
    citations: CitationsByPair = {}
    for citation in network_queries.citations_of_pairs(pairs):
        if citation.target_id is not None:
            citations.setdefault((citation.source_id, citation.target_id), []).append(citation)
    return [_build_step(start, end, citations, nodes, found.kind) for start, end in found.steps]


def _build_step(
    start: int, end: int, citations_by_pair: CitationsByPair, nodes: dict[int, Node], kind: Direction
) -> PathStep:
    is_reversed = kind == "backwards" or (start, end) not in citations_by_pair
    citing, cited = (end, start) if is_reversed else (start, end)
    citations = citations_by_pair[citing, cited]
    sentences = list(build_citing_sentences(citations))[:MAX_SENTENCES_PER_STEP]
    return PathStep(nodes[citing], nodes[cited], sentences, len(citations), is_reversed)
