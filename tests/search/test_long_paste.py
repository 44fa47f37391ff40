"""Long texts pasted into the search box: their source comes first, however the text was damaged on the way."""

import html
import random
import re

import opencc
import pytest

from search.chinese.folding import fold
from search.protocol.request import MAX_PASTE_LENGTH, MAX_PIECE_LENGTH, MAX_PIECES, SearchRequest
from search.query.parser import MAX_QUERY_LENGTH
from search.results.long_paste import cut_into_pieces
from search.results.matching import Matcher
from tests.search.reading import TEXTS

PATHS = sorted(TEXTS.glob("*.txt"))  # in the order of the keys of the seed index
LINE = 28  # characters of a printed line
PAGE_END = "\n20-16444 (C)\n2/5\nS/RES/2553 (2020)\n"


def text_of(key: int) -> str:
    return PATHS[key - 1].read_text("utf-8")


def as_copied(text: str, rng: random.Random) -> str:
    return text


def with_line_breaks(text: str, rng: random.Random) -> str:
    return "\n".join(text[at : at + LINE] for at in range(0, len(text), LINE))


def in_traditional_characters(text: str, rng: random.Random) -> str:
    return opencc.OpenCC("s2twp").convert(text)


def with_slips(text: str, rng: random.Random) -> str:
    return "".join(rng.choice("的国理会、") if rng.random() < 0.04 else character for character in text)


def with_lost_characters(text: str, rng: random.Random) -> str:
    return "".join(character for character in text if rng.random() > 0.04)


def with_page_furniture(text: str, rng: random.Random) -> str:
    return PAGE_END.join(text[at : at + 200] for at in range(0, len(text), 200))


def without_punctuation(text: str, rng: random.Random) -> str:
    return re.sub(r"[^\w]", "", text)


def quoted_in_a_letter(text: str, rng: random.Random) -> str:
    return f"尊敬的同事：请看下面这一段，谢谢。\n> {text}\n此致敬礼"


DAMAGES = [
    as_copied, with_line_breaks, in_traditional_characters, with_slips, with_lost_characters, with_page_furniture,
    without_punctuation, quoted_in_a_letter,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_the_source_comes_first(search, damage):
    rng = random.Random(7)
    for key in range(1, len(PATHS) + 1):
        text = text_of(key)
        for _ in range(6):
            length = rng.randint(330, 2_000)
            start = rng.randrange(max(len(text) - length, 1))
            pasted = damage(text[start : start + length], rng)
            answer = search.answer(SearchRequest(pasted))
            assert len(pasted) <= MAX_QUERY_LENGTH or answer.results[0].card.key == key, pasted


def test_the_sources_of_two_paragraphs_come_before_all_others(search):
    rng = random.Random(11)
    for _ in range(20):
        keys = rng.sample(range(1, len(PATHS) + 1), 2)
        starts = {key: rng.randrange(len(text_of(key)) - 400) for key in keys}
        pasted = PAGE_END.join(text_of(key)[start : start + 400] for key, start in starts.items())
        answer = search.answer(SearchRequest(pasted))
        assert {result.card.key for result in answer.results[:2]} == set(keys)
        assert {source.card.key for source in answer.pasted.sources[:2]} == set(keys)


def test_the_pieces_of_an_answer_give_the_same_answer(search):
    pasted = search.answer(SearchRequest(text_of(1)[100:1_400]))
    again = search.answer(SearchRequest(pieces=pasted.pasted.pieces))
    assert [(row.card.key, row.score) for row in again.results] == [(row.card.key, row.score) for row in pasted.results]
    assert again.pasted == pasted.pasted


def test_filters_and_orders_hold_for_a_pasted_text(search):
    pieces = search.answer(SearchRequest(text_of(1)[100:1_400])).pasted.pieces
    whole = search.answer(SearchRequest(pieces=pieces))
    for kind in {row.card.kind for row in whole.results}:
        some = search.answer(SearchRequest(pieces=pieces, filters={"kind": (kind,)}))
        assert [row.card.key for row in some.results] == [
            row.card.key for row in whole.results if row.card.kind == kind
        ]
    newest = search.answer(SearchRequest(pieces=pieces, sort="newest")).results
    days = [row.card.date for row in newest if row.card.date]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 4_000,
        "。" * 1_000,
        "\n" * 400 + "字" * 301,
        "𠀀\0\ud800" * 200,
        "量子色动力学与弦论的最新进展报告" * 30,
        "的" * 6_000,
    ],
)
def test_a_text_from_elsewhere_finds_nothing_and_raises_nothing(search, typed):
    assert search.answer(SearchRequest(typed)).pasted is None


def test_only_what_fits_is_used_and_the_rest_is_told(search):
    answer = search.answer(SearchRequest((text_of(1) * 9)[: MAX_PASTE_LENGTH + 1]))
    assert answer.query.problems == (f"文字太长，只用了前 {MAX_PASTE_LENGTH} 个字。",)
    assert 0 < len(answer.pasted.pieces) <= MAX_PIECES
    assert max(map(len, answer.pasted.pieces)) <= MAX_PIECE_LENGTH


def test_the_number_of_strings_looked_up_does_not_grow_with_the_text(search, monkeypatch):
    looked_up: list[str] = []
    find = Matcher.match_string
    monkeypatch.setattr(Matcher, "match_string", lambda self, *of: looked_up.append(of[0]) or find(self, *of))
    counts = []
    for length in (1_200, 4_800):
        looked_up.clear()
        search.answer(SearchRequest((text_of(1) * 9)[:length], with_facets=False, with_snippets=False))
        counts.append(len(looked_up))
    assert max(counts) <= 4 * MAX_PIECES


def test_pieces_are_whole_runs_or_equal_parts_of_them():
    pieces = list(cut_into_pieces(fold(text_of(1))))
    assert pieces and all(5 <= len(piece) <= MAX_PIECE_LENGTH and piece.isalnum() for piece in pieces)


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds")
class TestPage:
    """The results page of a pasted text."""

    def test_a_posted_text_is_answered_at_once_and_its_links_are_addresses(self, client):
        text = text_of(2)[200:1_600]
        response = client.post("/search", {"q": text})
        page = response.content.decode()
        assert response.status_code == 200 and response["Cache-Control"] == "no-store"
        assert "没有逐字检索全文，而是用其中最少见的" in page
        links = [html.unescape(link) for link in re.findall(r'href="(/search[^"]*piece=[^"]*)"', page)]
        assert links and all(len(link) < 4_000 and "q=" not in link for link in links)
        for link in {links[0], links[-1]}:
            assert client.get(link).status_code == 200
        order = next(link for link in links if link.endswith("sort=oldest"))
        assert client.get(order).context["total"] == response.context["total"]

    def test_the_same_text_in_an_address_gives_the_same_page(self, client):
        text = text_of(2)[200:700]
        posted, got = client.post("/search", {"q": text}), client.get("/search", {"q": text})
        assert got.status_code == 200 and got.context["state"] == posted.context["state"]
        first = posted.context["results"][0]
        assert client.get(first.marked_url).content.decode().count("<mark") > 1

    def test_a_short_text_that_is_posted_gets_its_address(self, client):
        assert client.post("/search", {"q": "妇女 和平", "sort": "newest"})["Location"].endswith("sort=newest")
        assert client.post("/search", {"q": "2553"}, follow=True).redirect_chain[-1][0] == "/S/RES/2553(2020)"
        assert client.post("/search").status_code == 302

    def test_no_token_is_needed(self, client):
        client.handler.enforce_csrf_checks = True
        assert client.post("/search", {"q": text_of(1)[:500]}).status_code == 200

    def test_the_boxes_take_what_the_server_uses(self, client):
        for address in ("/", "/search?q=x", "/nothing"):
            page = client.get(address).content.decode()
            boxes = re.findall(r'<input[^>]*type="search"[^>]*name="q"[^>]*>', page)
            assert boxes and all(f'maxlength="{MAX_PASTE_LENGTH}"' in box for box in boxes), address
        assert f'data-longest-query="{MAX_QUERY_LENGTH}"' in page

    def test_a_text_from_elsewhere_leaves_no_long_links(self, client):
        page = client.post("/search", {"q": "量子色动力学与弦论的最新进展报告" * 30}).content.decode()
        assert max(map(len, re.findall(r'href="([^"]*)"', page))) < 4_000
