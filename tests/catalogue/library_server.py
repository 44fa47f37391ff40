"""Answers of the Library's server in their documented shape; the contents are invented."""

import json
from urllib.parse import unquote, urlencode
from xml.sax.saxutils import escape

from resolutions.desk.record_harvest import DEFAULT_SEARCH
from tests.http_server import Answer

ROOT = "/editor/api/marc/bibs"
MEMBERS = ("CHINA", "FRANCE", "MALTA")


def field(tag, indicator=" ", **subfields):
    parts = "".join(
        f'<subfield code="{code}">{escape(value)}</subfield>' for code, values in subfields.items() for value in values
    )
    return f'<datafield tag="{tag}" ind1="{indicator}" ind2=" ">{parts}</datafield>'


def resolution_record(number, symbol="S/RES/2900(2027)", *more, action="Adopted 13-0-2, 10200th meeting", **changed):
    year = symbol[-5:-1]
    values = {"title": f"Security Council resolution {symbol} [on X]", "date": f"{year}-03-04", **changed}
    return record(
        number,
        field("089", b=["B01"]),
        field("191", a=[symbol], b=["S/"]),
        field("239", a=[values["title"]]),
        field("650", a=["Middle East situation"]),
        field("650", a=["INVENTED CONCEPT"]),
        field("991", a=["S/82"], c=["The situation in the Middle East."]),
        field("992", a=[values["date"]]),
        field("993", a=["S/2027/1"]),
        field("993", "2", a=["S/2027/77"]),
        field("996", a=[action]),
        *more,
    )


def vote_record(number, symbol="S/RES/2900(2027)", ballots="AYY", total="3"):
    codes = [(name[:3] if name != "CHINA" else "CHN", name) for name in MEMBERS]
    votes = [
        field("967", b=["P" if name != "MALTA" else "N"], c=[code], d=[ballot], e=[name])
        for (code, name), ballot in zip(codes, ballots, strict=True)
    ]
    return record(
        number,
        field("089", b=["B23"]),
        field("590", a=["Vote"]),
        field("791", a=[symbol]),
        field("952", a=["S/PV.10200"]),
        field("992", a=[f"{symbol[-5:-1]}-03-04"]),
        field("996", b=["2"], c=["0"], d=["1"], e=["0"], f=[total]),
        *votes,
    )


def record(number, *fields):
    return f'<record><controlfield tag="001">{number}</controlfield>{"".join(fields)}</record>'


def collection(*records):
    return f"<collection>{''.join(records)}</collection>".encode()


def page_path(start, limit):
    parameters = {"search": DEFAULT_SEARCH, "sort": "updated", "direction": "desc", "subtype": "all"}
    return f"{ROOT}/records?{unquote(urlencode(parameters | {'start': start, 'limit': limit}))}"


def json_answer(value, status=200):
    return Answer(json.dumps(value).encode(), status, {"Content-Type": "application/json"})


def library(records, limit, hour=0):
    """Map paths to answers for ``records`` as pairs of a number and its XML, the newest first.

    Each record was changed an hour before the one above it; ``hour`` is that of the first.
    """
    answers = {}
    for start in (*range(1, len(records) + 1, limit), len(records) + 1):
        rows = records[start - 1 : start - 1 + limit]
        addresses = [f"http://localhost/api/marc/bibs/records/{number}" for number, _ in rows]
        following = f"http://localhost{page_path(start + limit, limit)}"  # given even on the last page
        answers[page_path(start, limit)] = [json_answer({"_links": {"_next": following}, "data": addresses})]
        answers[f"{page_path(start, limit)}&format=xml"] = [Answer(collection(*(xml for _, xml in rows)))]
    for position, (number, _) in enumerate(records):
        time = f"Thu, 04 Mar 2027 {23 - hour - position:02}:00:00 GMT"
        answers[f"{ROOT}/records/{number}"] = [json_answer({"data": {"_id": number, "updated": time}})]
    return answers
