"""Invented rows in the shape of the Library's "Security Council Voting Data"."""

import csv
import io

HEADER = [
    "undl_id", "ms_code", "ms_name", "permanent_member", "ms_vote", "date", "resolution", "draft", "meeting",
    "description", "agenda", "subjects", "vote_note", "total_yes", "total_no", "total_abstentions", "total_non_voting",
    "total_ms", "modality", "undl_link",
]  # fmt: skip
MEMBERS = [
    ("CHN", "CHINA", "True"), ("FRA", "FRANCE", "True"), ("GBR", "UNITED KINGDOM", "True"),
    ("RUS", "RUSSIAN FEDERATION", "True"), ("USA", "UNITED STATES", "True"), ("DZA", "ALGERIA", "False"),
    ("ECU", "ECUADOR", "False"), ("GUY", "GUYANA", "False"), ("JPN", "JAPAN", "False"), ("MLT", "MALTA", "False"),
    ("MOZ", "MOZAMBIQUE", "False"), ("KOR", "REPUBLIC OF KOREA", "False"), ("SLE", "SIERRA LEONE", "False"),
    ("SVN", "SLOVENIA", "False"), ("CHE", "SWITZERLAND", "False"),
]  # fmt: skip
TOTALS = {"total_yes": "Y", "total_no": "N", "total_abstentions": "A", "total_non_voting": "X"}


def vote_rows(symbol="S/RES/2900(2027)", votes="Y" * 15, **values):
    """Return the fifteen rows of one resolution; ``votes`` has a letter for each of ``MEMBERS``."""
    year = symbol[-5:-1]
    number = symbol.removeprefix("S/RES/").partition("(")[0]
    shared = {
        "undl_id": f"9{number}",
        "date": f"{year}-03-04",
        "resolution": symbol,
        "draft": f"S/{year}/77",
        "meeting": "S/PV.10200",
        "description": f"Security Council resolution {number} ({year}) [on an invented situation]",
        "agenda": "The situation in the Middle East.",
        "subjects": "MIDDLE EAST SITUATION|INVENTED CONCEPT",
        "vote_note": "",
        "total_ms": "15",
        "modality": "Vote",
        "undl_link": f"https://digitallibrary.un.org/record/9{number}",
        **{column: str(votes.count(letter)) for column, letter in TOTALS.items()},
        **values,
    }
    states = (
        {"ms_code": code, "ms_name": name, "permanent_member": permanent, "ms_vote": vote}
        for (code, name, permanent), vote in zip(MEMBERS, votes, strict=True)
    )
    return [shared | state for state in states]


def write_csv(rows, header=HEADER, encoding="utf-8", delimiter=","):
    text = io.StringIO()
    writer = csv.DictWriter(text, header, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
