"""Fill an empty portal with rows of every kind, by the product's own functions of November 2026.

A record of how the stored dump was made, run by ``make_dump.py`` alone. Later code need not run it: what it calls may
have moved. All people are made up, none of them has a password, and the short texts are no texts of the Council.
"""

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client

from portal.publishing import change_status, edit
from resolutions import catalogue, correcting
from resolutions.correcting import CitationValues
from resolutions.desk import uploads, versions
from resolutions.models import Document, LinkReport, SourceFile, Status, Upload
from resolutions.text import read_document
from tests.sources.typeset import Design, Piece, typeset
from tests.sources.wordfile import Writer

TEXTS = Path(__file__).resolve().parents[2] / "fixtures" / "texts"
SEEDS = {path.name[:3]: path for path in sorted(TEXTS.glob("*.txt"))}
LINES = 150  # of the catalogue
ALWAYS = {"S/RES/1(1946)", "S/RES/2(1946)"}  # without vote; unanimously, without counts
CLOSING = "决定继续处理此案。"


def fill() -> None:
    """Fill the portal in the order of a real one; write the addresses to request into the data folder."""
    load_some_of_the_catalogue()
    call_command("ingest", str(TEXTS))
    staff = Staff()
    replace_originals(staff)
    bring_drafts(staff)
    leave_uploads(staff)
    correct(staff)
    call_command("similar")
    readers(staff)
    leave_two_segments(staff)
    call_command("index", "--check")
    (settings.DATA_DIR / "addresses.json").write_text(json.dumps(addresses()))


def load_some_of_the_catalogue() -> None:
    """Load the catalogue lines of documents that the seeds cite, some others, and their agenda items."""
    cited = {
        citation.target
        for path in SEEDS.values()
        for paragraph in read_document(path.read_text()).paragraphs
        for citation in paragraph.citations
    }
    lines = {name: read_lines(catalogue.FOLDER / name) for name in catalogue.TABLES}
    wanted = {line["symbol"] for rows in lines.values() for line in rows} & (cited | ALWAYS | {"S/RES/2553(2020)"})
    others = [line["symbol"] for rows in lines.values() for line in rows if line["symbol"] not in wanted]
    missing = LINES - len(wanted)
    wanted |= {others[at * len(others) // missing] for at in range(missing)}
    with TemporaryDirectory() as folder:
        for name, rows in lines.items():
            write_lines(Path(folder, name), [line for line in rows if line["symbol"] in wanted])
        write_lines(Path(folder, catalogue.TRANSLATIONS), read_lines(catalogue.FOLDER / catalogue.TRANSLATIONS))
        call_command("load_catalogue", folder=Path(folder))


def read_lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_lines(path: Path, lines: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys())
        writer.writeheader()
        writer.writerows(lines)


class Staff:
    """One account of each role and a closed one, created in the forms of the admin."""

    def __init__(self) -> None:
        call_command("createsuperuser", interactive=False, username="chief", email="chief@example.org")
        self.chief = User.objects.get(username="chief")
        self.editor = self.make("wang", "王", "小明", "编辑")
        self.publisher = self.make("li", "李", "示例", "发布")
        self.keeper = self.make("zhao", "赵", "示例", "管理员")
        self.make("gone", "", "", "编辑", is_active="")

    def make(self, name: str, family: str, given: str, role: str, **changed: str) -> User:
        client = browser(self.chief)
        expect(302, client.post("/admin/auth/user/add/", {"username": name, "usable_password": "false"}))
        user = User.objects.get(username=name)
        values = {"username": name, "last_name": family, "first_name": given, "email": f"{name}@example.org"}
        values |= {"is_active": "on", "is_staff": "on", "groups": [Group.objects.get(name=role).pk]}
        values |= {"date_joined_0": "2026-11-01", "date_joined_1": "09:00:00"} | changed
        expect(302, client.post(f"/admin/auth/user/{user.pk}/change/", values))
        client.logout()
        user.refresh_from_db()
        return user


def browser(user: User | None = None) -> Client:
    client = Client(SERVER_NAME="localhost")
    if user:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def expect(status: int, response) -> None:
    assert response.status_code == status, (response.status_code, response.content.decode()[:2000])


def resolution(number: str, adopted: str, *paragraphs: str) -> str:
    """Return a short text in the printed form of the Council's resolutions."""
    head = f"   第 {number}号决议\n\n  安全理事会 {adopted}通过\n\n 安全理事会，\n\n"
    return head + "\n\n".join(f" {paragraph}" for paragraph in paragraphs) + "\n"


def take(staff_member: User, name: str, data: bytes, symbol: str = "") -> Upload:
    return uploads.read(uploads.receive(data, name, user=staff_member, symbol=symbol))


def publish(upload: Upload, user: User) -> Document:
    change_status(upload.document, Status.PUBLISHED, user=user)
    return upload.document


def replace_originals(staff: Staff) -> None:
    """Give one resolution two originals, and another three texts with the first one restored."""
    text = SEEDS["002"].read_text()
    asked = take(staff.editor, "2382 更正本.txt", text.replace("首要责任", "主要责任", 1).encode())
    uploads.take_as_version(asked, user=staff.publisher)
    text = SEEDS["001"].read_text()
    asked = take(staff.editor, "2594 误传.txt", text.replace("第 8852 次", "第 8853 次", 1).encode())
    held = uploads.take_as_version(asked, user=staff.publisher).document
    versions.restore(held.versions.last(), user=staff.publisher)


def bring_drafts(staff: Staff) -> None:
    """Upload drafts of known and new documents, a published Word file, a withdrawn PDF, a text with a wrong symbol."""
    text = resolution("2700(2023)", "2023年9月14日第9500次会议", "回顾第1325(2000)号决议，", f"1. {CLOSING}")
    take(staff.editor, "国标编码.txt", text.encode("gb18030"))
    text = resolution(
        "2151(2014)", "2014年4月28日第7161次会议", "回顾主席声明S/PRST/2007/3和第1265(1999)号决议，", f"1. {CLOSING}"
    )
    take(staff.editor, "2151.txt", text.encode())
    publish(take(staff.editor, "2185.docx", word_file()), staff.publisher)
    withdrawn = publish(take(staff.editor, "1894.pdf", pdf_file()), staff.publisher)
    change_status(withdrawn, Status.WITHDRAWN, user=staff.publisher, reason="扫描不全，待补。")
    text = resolution("2271(2016)", "2016年3月11日第7643次会议", "回顾第2185(2014)号决议，", f"1. {CLOSING}")
    wrong = take(staff.editor, "2272.txt", text.encode()).document
    edit(correcting.correct_fields, wrong.pk, {"symbol": "S/RES/2272(2016)"}, user=staff.editor)
    letter = "2017年10月4日秘书长给安全理事会主席的信\n\n谨提及第2382(2017)号决议草案。\n"
    take(staff.editor, "信.txt", letter.encode(), symbol="S/2017/831")


def word_file() -> bytes:
    """Return a Word file with automatic numbers, a footnote and a link."""
    writer = Writer()
    writer.first_header("S/RES/2185(2014)")
    for text in ("第2185(2014)号决议", "安全理事会2014年11月20日第7317次会议通过", "安全理事会，"):
        writer.add(Piece(text))
    opening = "重申第1325(2000)号决议和以往关于警务的决议，"
    start = opening.index("第1325")
    link = (start, start + len("第1325(2000)号决议"), "https://undocs.org/zh/S/RES/1325(2000)")
    writer.add(Piece(opening, links=(link,), notes=((len(opening), "1", "见主席声明S/PRST/2007/3。"),)))
    writer.add(Piece("强调本段是为升级所写，并回顾第1265(1999)号决议，"))
    writer.add(Piece("请秘书长在本决议通过后报告执行情况；"), (1, 0))
    writer.add(Piece("重申2014年4月28日第2151(2014)号决议第7段；吁请会员国提供培训；"), (1, 0))
    writer.add(Piece(CLOSING), (1, 0))
    return writer.bytes()


def pdf_file() -> bytes:
    text = resolution("1894(2009)", "2009年11月11日第6216次会议", "重申第1265(1999)号决议，", f"1. {CLOSING}")
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    pieces = [*(Piece(line, "title") for line in lines[:2]), *map(Piece, lines[2:])]
    return typeset(pieces, Design(head="S/RES/1894(2009)", foot="09-59980"))


def leave_uploads(staff: Staff) -> None:
    """Create an upload in every state; two more belong to a document already."""
    held = take(staff.editor, "又一次.txt", SEEDS["000"].read_bytes())
    changed = SEEDS["000"].read_text().replace("2020 年 12 月 3 日通过", "2020 年 12 月 4 日通过", 1)
    asked = take(staff.editor, "2553 另一份.txt", changed.encode())
    cancelled = uploads.cancel(take(staff.editor, "2553 传错.txt", changed.replace("安理会", "理事会", 1).encode()))
    refused = take(staff.editor, "空.txt", b"")
    text = resolution("2600(2021)", "2021年10月15日第8879次会议", "回顾第2594(2021)号决议，", f"1. {CLOSING}")
    waiting = uploads.receive(text.encode(), "还没有读.txt", user=staff.editor)
    states = [upload.state for upload in (held, asked, cancelled, refused, waiting)]
    assert states == ["held", "asked", "cancelled", "refused", "waiting"], states


def correct(staff: Staff) -> None:
    """Make every kind of manual correction, and undo one of each."""
    by = {"user": staff.publisher}
    held = Document.objects.get(symbol="S/RES/2553(2020)")
    edit(correcting.correct_fields, held.pk, {"title": "关于安全部门改革的决议"}, **by)
    made = held.citations_made.filter(origin="auto").select_related("target")
    retargeted = made.filter(target__symbol="S/RES/2151(2014)").first()
    values = CitationValues("S/RES/2282(2016)", ["12"], "重申", "reaffirm", "建设和平")
    edit(correcting.correct_citation, retargeted.pk, values, **by)
    edit(correcting.reject_citation, made.filter(target__symbol="S/PRST/2007/3").first().pk, **by)
    first = held.paragraphs.get(label="PP1")
    start = first.text.index("《联合国宪章》") + len("《联合国宪章》")
    edit(correcting.add_citation, first.pk, start, start + 2, CitationValues("S/PRST/2014/5"), **by)
    taken_back = made.filter(target__symbol="S/RES/2282(2016)").last()
    edit(correcting.reject_citation, taken_back.pk, **by)
    edit(correcting.restore_citation, held.citations_made.get(origin="rejected", target=taken_back.target).pk, **by)

    held = Document.objects.get(symbol="S/RES/2185(2014)")
    edit(correcting.correct_fields, held.pk, {"meeting": "7318", "date": "2014-11-21"}, **by)
    edit(correcting.undo_correction, held.corrections.filter(values__name="meeting").get().pk, **by)
    second = held.paragraphs.get(label="2")
    at = len("".join(second.text.partition("吁请")[0].split()))
    edit(correcting.correct_paragraph, second.pk, "split", kind="operative", label="2bis", at=at, **by)
    preamble = held.paragraphs.filter(kind="preamble", text__contains="升级").get()
    edit(correcting.correct_paragraph, preamble.pk, "change", kind="body", label="附记", **by)
    edit(correcting.correct_paragraph, held.paragraphs.get(label="1").pk, "join", **by)


def readers(staff: Staff) -> None:
    """Send reports and searches as readers do, handle a report, and fail one login."""
    client = browser()
    for anchor, problem in (("op1", "target"), ("pp2", "missing"), ("", "other")):
        sent = {"anchor": anchor, "problem": problem, "note": "升级测试的报告"}
        expect(302, client.post("/S/RES/2553(2020)/report", sent))
    for words in ("没有结果的词", "没有结果的词", "另一个zzz"):
        expect(200, client.get("/search", {"q": words}))
    expect(200, client.post("/admin/login/", {"username": "wang", "password": "wrong"}))
    client = browser(staff.editor)
    report = LinkReport.objects.last()
    expect(302, client.post(f"/admin/resolutions/document/reports/{report.pk}/handled/"))
    client.logout()


def leave_two_segments(staff: Staff) -> None:
    """Write the index as one segment, then change a document, which moves to a second segment."""
    call_command("index", "--rebuild")
    held = Document.objects.get(symbol="S/RES/2185(2014)")
    edit(correcting.correct_fields, held.pk, {"title": "关于警务的决议"}, user=staff.publisher)


def addresses() -> dict[str, list[str]]:
    """Return addresses of every kind of page for readers and staff, also of drafts and withdrawn documents."""
    slugs = list(Document.objects.exclude(slug="").values_list("slug", flat=True))
    of_draft = SourceFile.objects.get(document__symbol="S/RES/2700(2023)").pk
    of_withdrawn = SourceFile.objects.get(document__status=Status.WITHDRAWN).pk
    published = SourceFile.objects.filter(document__symbol="S/RES/2553(2020)").get().pk
    item = catalogue.CatalogueEntry.objects.get(document__symbol="S/RES/2553(2020)").agenda_item_id
    held, draft, withdrawn = "/S/RES/2553(2020)", "/S/RES/2700(2023)", "/S/RES/1894(2009)"
    return {
        "readers": [
            *("/", "/healthz", "/years/2020", "/years/2020.ris", "/CHARTER", "/CHARTER/art.39", "/CHARTER/cited-by"),
            *(held, f"{held}?q=安全部门改革", "/S/RES/2553", "/s/res/2553(2020)", "/2553", "/S/RES/2594(2021)"),
            *("/S/RES/2382(2017)", "/S/RES/2185(2014)", *(f"/texts/{slug}" for slug in slugs)),
            *("/S/RES/1(1946)", "/S/RES/2(1946)", "/S/PRST/2007/3", "/S/RES/2151(2014)"),
            *(f"{held}/{page}" for page in ("cited-by", "cites", "graph", "card", "similar", "report")),
            *(f"{held}/find?q=改革", f"{held}/cites.csv", f"{held}/cited-by.atom", f"{held}/cites.ris"),
            *(f"{held}/graph.svg", f"{held}/graph.graphml", "/S/RES/2151(2014)/cited-by", "/S/PRST/2007/3/cited-by"),
            *(f"{held}.{form}" for form in ("ref.txt", "gbt7714.txt", "ris", "bib", "csl.json", "txt", "json", "xyz")),
            *(f"{held}.bib?paragraph=op1", "/references.bib?symbol=2553&symbol=S/RES/2(1946)"),
            *("/compare?a=2553&b=2594", "/trace?phrase=安全部门改革", "/paths?from=2553&to=1325"),
            *("/browse", "/browse/documents", "/browse/agenda", f"/browse/agenda/{item}", "/browse/themes"),
            *("/browse/most-cited", "/browse/wanted", "/browse/together", "/statistics", "/finder", "/data"),
            *("/search", "/search?q=安全部门改革", "/search?q=2553", "/search?q=警务&kind=resolution", "/search/help"),
            *("/search/suggest?q=安全", "/search.csv?q=改革", "/search.atom?q=改革", "/search.ris?q=改革"),
            *("/new.atom", "/opensearch.xml", "/robots.txt", "/sitemap.xml", "/sitemap-documents.xml"),
            *("/api/v1/openapi.json", "/api/v1/documents", f"/api/v1/documents{held}", "/api/v1/documents/S/RES/9999"),
            *("/api/v1/paragraphs?document=2553", "/api/v1/citations?source=2553", "/api/v1/search?q=改革"),
            *("/api/v1/resolve?text=第2553号决议", f"/api/v1/documents{draft}", f"/api/v1/documents{withdrawn}"),
            *(f"/originals/{published}", f"/originals/{of_draft}", f"/originals/{of_withdrawn}"),
            *(draft, f"{draft}/cited-by", f"{draft}.txt", withdrawn, f"{withdrawn}/cites", f"{withdrawn}/cited-by"),
            *("/S/2017/831", "/S/RES/2272(2016)", "/S/RES/2271(2016)", "/S/RES/2600(2021)", "/S/RES/9999(2050)"),
            *("/no-such-page", "/admin/", "/admin/login/", "/admin/resolutions/document/"),
        ],
        "roles": ["编辑", "发布", "管理员"],
        "staff": [*_staff_addresses(), draft, f"/originals/{of_draft}"],
        "searches": ["安全部门改革", '"妇女、和平与安全"', "警务", "主要责任", "S/RES/2553(2020)"],
    }


def _staff_addresses() -> list[str]:
    held = Document.objects.get(symbol="S/RES/2553(2020)")
    replaced = Document.objects.get(symbol="S/RES/2382(2017)")
    draft = Document.objects.get(symbol="S/RES/2700(2023)")
    asked = Upload.objects.get(state="asked")
    desk = "/admin/resolutions/document"
    return [
        *(
            "/admin/",
            f"{desk}/",
            f"{desk}/upload/{asked.pk}/",
            f"{desk}/{draft.pk}/change/",
            f"{desk}/{held.pk}/change/",
        ),
        *(f"{desk}/{held.pk}/paragraphs/1/", f"{desk}/{held.pk}/history/", f"{desk}/again/?pk={draft.pk}"),
        f"{desk}/{replaced.pk}/versions/{replaced.versions.last().pk}/",
        *("/admin/resolutions/linkreport/", "/admin/resolutions/unansweredsearch/", "/admin/auth/user/"),
    ]
