"""Made documents in a temporary portal, and the comparison of each answer with the changes of a publisher."""

import json
import random
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from bench.drills.editions import FIRST_NUMBER, WORD, find_edition, symbol_of, write_texts
from bench.drills.publisher import Change
from bench.drills.readers import Answer
from bench.drills.temporary_portal import TemporaryPortal
from bench.drills.timeline import Timeline
from tests.search.serving import ROOT

COUNT = 30
NUMBERS = range(FIRST_NUMBER, FIRST_NUMBER + COUNT)


@dataclass(slots=True)
class Sightings:
    """Editions that readers saw, 0 for none: number of the document, edition, path, start and end of the request."""

    seen: list[tuple[int, int, str, float, float]] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(31))

    def choose_path(self) -> str:
        """Choose the page of a document, a search for one document, or a search for all."""
        number = self.chance.choice(NUMBERS)
        one, every = quote(f'"{number}号文稿"'), quote(WORD)
        searches = [f"/search?q={one}", f"/api/v1/search?q={one}", f"/search?q={every}"]
        return self.chance.choice([f"/{symbol_of(number)}", *searches])

    def judge(self, answer: Answer) -> None:
        """Note the edition that a page, or a search for one document, shows."""
        if asked := re.search(r"/(\d{4})\(|(\d{4})号文稿", unquote(answer.path)):
            number = int(asked[1] or asked[2])
            edition = find_edition(re.sub("</?mark>", "", answer.body), number)
            self.seen.append((number, edition, answer.path, answer.began, answer.ended))

    def find_stale(self, timeline: Timeline) -> list[str]:
        """Return a sentence for each answer that showed what it could not have read at its time."""
        return [
            f"{path} showed edition {edition} of {number}, possible were {sorted(possible)}"
            for number, edition, path, began, ended in self.seen
            if edition not in (possible := timeline.possible(number, began, ended))
        ]


def ingest_made_documents(portal: TemporaryPortal) -> None:
    """Publish the fixtures and the first edition of each made document."""
    folder = portal.data / "made"
    write_texts(folder, NUMBERS)
    portal.run("ingest", str(ROOT / "fixtures" / "texts"), str(folder))


@contextmanager
def publishing(portal: TemporaryPortal, seconds: float, changes: list[Change]) -> Iterator["subprocess.Popen[str]"]:
    """Run the publisher; at its end ``changes`` has what it printed."""
    arguments = ["-m", "bench.drills.publisher", str(FIRST_NUMBER), str(COUNT), str(seconds)]
    process = portal.start(*arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    yield process
    changes += [Change(**json.loads(line)) for line in process.communicate()[0].splitlines()]
    if process.returncode:
        raise RuntimeError("the publisher ended with an error")


def find_lost(timeline: Timeline) -> list[str]:
    """Return a sentence for each document with a text or status in the database that no confirmed change explains."""
    from resolutions.models import Document

    lost = []
    for number in NUMBERS:
        document = Document.objects.get(symbol=symbol_of(number))
        edition = find_edition(document.versions.all()[0].text, number) if document.is_held else 0
        if edition not in timeline.final(number):
            lost.append(f"{number} has edition {edition}, possible were {sorted(timeline.final(number))}")
    return lost
