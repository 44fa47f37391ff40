"""A synthetic Council of 3,300 documents for measuring graph pages. Import it after Django is set up."""

import random
from datetime import date

from resolutions.models import Citation, Document, Paragraph, Status
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES

OTHERS, PER_DOCUMENT = 3000, 12
THEMES = ("妇女、和平与安全", "武装冲突中保护平民", "儿童与武装冲突", "安全部门改革", "青年、和平与安全", "")


def make_council() -> None:
    """Create documents of 1946–2024; each cites 12 older ones. The focus cites 150 documents and 150 cite it."""
    generator = random.Random(1946)
    focus = _document(9150, 2000)
    older = [_document(9000 + n, 1946 + n * 54 // 150) for n in range(150)]
    younger = [_document(9151 + n, 2001 + n * 24 // 150) for n in range(150)]
    others = [_document(10000 + n, 1946 + n * 79 // OTHERS) for n in range(OTHERS)]
    Document.objects.bulk_create([focus, *older, *younger, *others, _document(9999, 2030, Status.STUB)])
    everything = sorted([focus, *older, *younger, *others], key=lambda document: document.year or 0)
    pairs = [(focus, target) for target in older] + [(source, focus) for source in younger]
    for number, source in enumerate(everything):
        pairs += [(source, everything[int(number * generator.random() ** 0.4)]) for _ in range(PER_DOCUMENT) if number]
    _cite(pairs, generator)


def _document(number: int, year: int, status: str = Status.PUBLISHED) -> Document:
    symbol, title = f"S/RES/{number}({year})", f"第{number}({year})号决议"
    return Document(
        symbol=symbol,
        title=title,
        number=number,
        year=year,
        status=status,
        organ="S",
        kind="resolution",
        adopted_on=date(year, 6, 1),
        citations_in=1,
    )


def _cite(pairs: list[tuple[Document, Document]], generator: random.Random) -> None:
    """Create one paragraph per document with all its citations."""
    sources = {source.pk: source for source, _ in pairs}
    paragraphs = {
        pk: Paragraph(
            document=source, order=0, kind="preamble", label="PP1", anchor="pp1", text="回顾" + "第1号、" * 500
        )
        for pk, source in sources.items()
    }
    Paragraph.objects.bulk_create(paragraphs.values())
    next_starts = dict.fromkeys(sources, 2)
    citations = []
    for source, target in pairs:
        if source.pk == target.pk:
            continue
        start = next_starts[source.pk]
        next_starts[source.pk] += 4
        citations.append(
            Citation(
                paragraph=paragraphs[source.pk],
                source=source,
                target=target,
                start=start,
                end=start + 3,
                verb_group=generator.choice([*VERB_GROUP_NAMES, "recall", "recall", "recall", "reaffirm", ""]),
                theme=THEMES[start // 12 % len(THEMES)],
                form="council",
            )
        )
    Citation.objects.bulk_create(citations, batch_size=5000)
