"""Subjects, votes and vetoes on pages; exports leave out what the Library gives for non-commercial use."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resolutions.models import (
    AgendaItem,
    CatalogueEntry,
    Document,
    DocumentSubject,
    MemberState,
    StateVote,
    Subject,
    VetoedDraft,
)
from resolutions.text.symbols import describe_symbol
from tests.web import factories

pytestmark = pytest.mark.django_db
DIVIDED, UNANIMOUS = "S/RES/2803(2025)", "S/RES/2700(2023)"
LISTS = [
    "/browse/subjects", "/browse/subjects?q=MONUSCO", "/browse/subjects/{subject}", "/browse/divided", "/browse/votes",
    "/browse/votes/CHN", "/browse/vetoes", "/browse/agenda", "/browse/agenda?group=situation",
    "/browse/agenda?group=pinyin", "/browse/agenda/{item}", f"/{DIVIDED}",
]  # fmt: skip


VOTE_EXPORTS = {
    "/browse/votes.csv": "CHN,中国,CHINA,是,0,0,1,0,1\r\nMLT,马耳他,MALTA,否,1,0,0,0,1\r\n",
    "/browse/votes.json": '"name_zh": "中国"',
    "/browse/votes/CHN.csv": "S/RES/2803(2025),2025-11-17,弃权,13,0,2,,中东局势,The situation in the Middle East\r\n",
    "/browse/votes/CHN.csv?ballot=Y": "议程项目（英文）\r\n",
    "/browse/votes/MLT.json": '"ballot": "赞成"',
}


@pytest.fixture
def site():
    """A divided and a unanimous resolution, a mission as a subject, two vetoed drafts."""
    item = AgendaItem.objects.create(name_en="The situation in the Middle East", name_zh="中东局势", situation="中东")
    AgendaItem.objects.create(name_en="Middle East situation", name_zh="中东局势", joined_to=item)
    subject = Subject.objects.create(
        name_en="UN MISSION", name_zh="联刚稳定团全名", kind="mission", short_zh="联刚稳定团", acronym="MONUSCO"
    )
    Subject.objects.create(name_en="UN MISSIONS", joined_to=subject)
    china = MemberState.objects.create(code="CHN", name_en="CHINA", name_zh="中国")
    malta = MemberState.objects.create(code="MLT", name_en="MALTA", name_zh="马耳他")
    soviet = MemberState.objects.create(code="SUN", name_en="USSR", name_zh="苏联")
    entry = add_entry(DIVIDED, date(2025, 11, 17), item, votes=(13, 0, 2))
    entry.sources, entry.vote_note, entry.title_en = {"title_en": "voting", "vote_note": "voting"}, "A note.", "On X"
    entry.save()
    StateVote.objects.create(entry=entry, state=china, ballot="A", is_permanent=True)
    StateVote.objects.create(entry=entry, state=malta, ballot="Y")
    DocumentSubject.objects.create(document=entry.document, subject=subject, source="voting")
    add_entry(UNANIMOUS, date(2023, 1, 2), item, votes=(15, 0, 0))
    early = VetoedDraft.objects.create(key="S/PV.23", draft_symbol="S/PV.23", date=date(1946, 2, 16), topic_en="Letter")
    early.states.add(soviet)
    late = VetoedDraft.objects.create(
        key="S/2024/1",
        draft_symbol="S/2024/1",
        date=date(2024, 1, 2),
        agenda_item=item,
        topic_zh="中东局势",
        votes_yes=9,
    )
    late.states.add(china, soviet)
    return {"item": item.pk, "subject": subject.pk}


def add_entry(symbol, day, item, votes):
    document = factories.make_document(
        symbol, factories.Status.STUB, adopted_on=day, number=describe_symbol(symbol).number
    )
    counts = dict(zip(("votes_yes", "votes_no", "votes_abstain"), votes, strict=True))
    return CatalogueEntry.objects.create(document=document, date=day, agenda_item=item, topic_en=item.name_en, **counts)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_document_page_has_subjects_votes_and_their_source(client, site):
    html = page(client, f"/{DIVIDED}")
    for words in (
        "中国投票</dt><dd>弃权",
        "赞成 13，反对 0，弃权 2",
        "联刚稳定团全名",
        "《安全理事会表决数据》",
        "A note.",
    ):
        assert words in html
    assert 'permanent"\n    href="/browse/votes/CHN"' in html and 'permanent"\n    href="/browse/votes/MLT"' not in html
    assert "中国投票</dt><dd>赞成" in page(client, f"/{UNANIMOUS}")  # all fifteen voted in favour


def test_lists_answer_who_voted_how(client, site):
    divided = page(client, "/browse/divided")
    assert DIVIDED in divided and UNANIMOUS not in divided
    assert DIVIDED in page(client, "/browse/divided?with=abstain")
    assert DIVIDED not in page(client, "/browse/divided?with=no")
    states = page(client, "/browse/votes")
    assert states.index("中国") < states.index("常任理事国") < states.index("马耳他")
    assert DIVIDED in page(client, "/browse/votes/CHN?ballot=A") and DIVIDED not in page(
        client, "/browse/votes/CHN?ballot=Y"
    )
    vetoes = page(client, "/browse/vetoes")
    assert vetoes.index("https://docs.un.org/zh/S/2024/1") < vetoes.index("https://docs.un.org/zh/S/PV.23")
    assert "S/PV.23" in page(client, "/browse/vetoes?seat=RUS") and "S/PV.23" not in page(
        client, "/browse/vetoes?seat=CHN"
    )
    assert "俄罗斯联邦（苏联）,2,1" in page(client, "/statistics/vetoes.csv")


def test_a_vetoed_draft_with_a_page_here_leads_to_it(client, site):
    add_entry("S/2024/1", date(2024, 1, 2), AgendaItem.objects.first(), (9, 2, 4))
    assert 'href="/S/2024/1"' in page(client, "/browse/vetoes")


@pytest.mark.parametrize("address", ["/browse/votes", "/browse/votes/MLT", "/browse/vetoes", f"/{DIVIDED}"])
def test_an_english_page_has_no_state_in_capitals(client, site, address):
    html = page(client, f"{address}?lang=en")
    assert "MALTA" not in html and "CHINA" not in html
    assert "Malta" in html or ("China" in html and "USSR" in html)


def test_the_printed_name_of_a_state_leads_to_its_votes(client, site):
    MemberState.objects.filter(code="MLT").update(name_en="TÜRKİYE")
    assert client.get("/browse/votes/Türkiye")["Location"] == "/browse/votes/MLT"


@pytest.mark.parametrize("word", ["联刚稳定团", "monusco", "UN MISSION", "聯剛穩定團"])
def test_a_mission_is_found_by_each_of_its_names(client, site, word):
    assert "联刚稳定团全名" in page(client, f"/browse/subjects?q={word}")
    assert "联刚稳定团全名" not in page(client, f"/browse/subjects?q={word}x")


def test_variants_redirect_and_items_are_grouped(client, site):
    item = AgendaItem.objects.get(name_en="Middle East situation")
    subject = Subject.objects.get(name_en="UN MISSIONS")
    assert client.get(f"/browse/agenda/{item.pk}")["Location"] == f"/browse/agenda/{site['item']}"
    assert client.get(f"/browse/subjects/{subject.pk}")["Location"] == f"/browse/subjects/{site['subject']}"
    assert "Middle East situation" in page(client, f"/browse/agenda/{site['item']}")
    assert page(client, "/browse/agenda?q=Middle East situation").count("中东局势") == 1
    assert ">中东</h2>" in page(client, "/browse/agenda?group=situation")
    assert ">Z</h2>" in page(client, "/browse/agenda?group=pinyin")


@pytest.mark.parametrize(
    "address, words",
    [
        ("/browse/subjects.csv", "联刚稳定团全名,UN MISSION,特派团"),
        ("/browse/vetoes.csv?seat=CHN", "2024-01-02,S/2024/1,,中东局势,,中国、苏联,9"),
        ("/browse/agenda.csv", "中东局势,The situation in the Middle East,中东,0,2"),
        ("/browse/subjects/{subject}.ris", "S/RES/2803(2025)"),
        ("/browse/divided.ris?with=abstain", "S/RES/2803(2025)"),
        ("/browse/agenda/{item}.bib", "S/RES/2700(2023)"),
    ],
)
def test_every_list_has_its_export(client, site, address, words):
    body = b"".join(client.get(address.format(**site))).decode()
    assert words in body


def test_facts_for_non_commercial_use_are_exported_only_if_the_operator_says_so(client, site, settings):
    shipped = Subject.objects.create(name_en="A THEME", name_zh="一个议题")
    DocumentSubject.objects.create(document=Document.objects.get(symbol=DIVIDED), subject=shipped, source="index")
    subjects = [{"zh": "一个议题", "en": "A THEME"}, {"zh": "联刚稳定团全名", "en": "UN MISSION"}]
    for address in (f"/{DIVIDED}.json", f"/api/v1/documents/{DIVIDED}"):
        catalogue = client.get(address).json()["catalogue"]
        assert (catalogue["title_en"], catalogue["votes_yes"]) == ("", 13)  # the latter is from the portal's own table
        assert catalogue["subjects"] == subjects[:1]
    for address in (*VOTE_EXPORTS, "/browse/votes/CHN.ris"):
        refused = client.get(address)
        assert refused.status_code == 403 and "非商业使用" in refused.content.decode(), address
    assert "votes.csv" not in page(client, "/browse/votes") + page(client, "/browse/votes/CHN")
    CatalogueEntry.objects.update(sources=dict.fromkeys(("date", "topic_en", "title_en", "votes_yes"), "voting"))
    record = client.get(f"/{DIVIDED}.json").json()
    assert (record["date"], record["catalogue"]["agenda_item_zh"], record["catalogue"]["votes_yes"]) == (None, "", None)
    settings.EXPORT_LIBRARY_FACTS = True
    record = client.get(f"/{DIVIDED}.json").json()
    assert (record["date"], record["catalogue"]["agenda_item_zh"]) == ("2025-11-17", "中东局势")
    assert record["catalogue"]["subjects"] == subjects
    assert 'href="/browse/votes.csv"' in page(client, "/browse/votes")
    assert 'href="/browse/votes/CHN.json?ballot=A"' in page(client, "/browse/votes/CHN?ballot=A")
    for address, words in VOTE_EXPORTS.items():
        response = client.get(address)
        assert words in b"".join(response).decode(), address
    assert DIVIDED in b"".join(client.get("/browse/votes/CHN.ris?ballot=A")).decode()
    for address in ("/browse/votes/XXX.csv", "/browse/votes/CHN.csv?ballot=B", "/browse/votes.ris"):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("address", LISTS)
def test_the_number_of_queries_does_not_grow(client, site, address):
    address = address.format(**site)
    with CaptureQueriesContext(connection) as few:
        page(client, address)
    grow(site)
    with CaptureQueriesContext(connection) as many:
        page(client, address)
    assert len(few) <= len(many) <= 12


def grow(site):
    item, subject = AgendaItem.objects.get(pk=site["item"]), Subject.objects.get(pk=site["subject"])
    china = MemberState.objects.get(code="CHN")
    entry = CatalogueEntry.objects.get(document__symbol=DIVIDED)
    Document.objects.filter(symbol=DIVIDED).update(updated_at=timezone.now())  # as every writer does
    for number in range(12):
        other = add_entry(f"S/RES/{2500 + number}(2020)", date(2020, 2, 1 + number), item, (12, 1, 2))
        DocumentSubject.objects.create(document=other.document, subject=subject, source="index")
        StateVote.objects.create(entry=other, state=china, ballot="N", is_permanent=True)
        another = Subject.objects.create(name_en=f"SUBJECT {number}")
        DocumentSubject.objects.create(document=Document.objects.get(symbol=DIVIDED), subject=another, source="index")
        state = MemberState.objects.create(code=f"X{chr(65 + number)}X", name_en=f"STATE {number}")
        StateVote.objects.create(entry=entry, state=state, ballot="Y")
        draft = VetoedDraft.objects.create(
            key=f"S/2020/{number}", draft_symbol=f"S/2020/{number}", date=date(2020, 1, 1)
        )
        draft.states.add(china)
        new_item = AgendaItem.objects.create(name_en=f"Item {number}", situation=f"局势{number}")
        CatalogueEntry.objects.filter(pk=other.pk).update(agenda_item=new_item)
