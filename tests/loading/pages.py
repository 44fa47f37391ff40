"""A data set in the shape of CR-UNSC for tests: printed pages of resolutions, and the CSV file around them."""

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bench.cr_unsc.columns import COLUMNS

PAGES = """  联合国                                                              S/RES/{number} ({year})


             安全理事会                                        Distr.: General
                                                                {english}


                    第 {number}({year})号决议

                    安全理事会 {date}第 {meeting} 次会议通过

                    安全理事会，

                    回顾第 1325(2000)号决议，并重申安理会决心让妇女充分、平等、切实
                参与维护和促进国际和平与安全的各项努力，

                    强调指出必须由有关国家自主进行安全部门改革，

                    {first}. 请秘书长就{subject}向安理会提交报告；

1/2                                                                      {short}-0{number}
\f                                                                      S/RES/{number} ({year})


                    2. 促请会员国协助有关国家执行第 1373(2001)号决议所规定的各项反
                恐措施；

                    {third}. 决定继续处理此案。

2/2                                                                      {short}-0{number}
"""


def print_pages(number: int, year: int, month: int, day: int, meeting: int, **changes: str) -> str:
    """Return the pages of a resolution as pdftools leaves them."""
    values = {
        "number": number,
        "year": year,
        "meeting": meeting,
        "date": f"{year} 年 {month} 月 {day} 日",
        "english": f"{day} June {year}",
        "short": f"{year % 100:02}",
        "subject": f"第{number}号课题",
        "first": "1",
        "third": "3",
    }
    return PAGES.format(**(values | changes))


def build_row(symbol: str, text: str, **fields: str) -> dict[str, str]:
    """Return a row of the data set; the columns that nobody reads are NA."""
    number, _, year = symbol.removeprefix("S/RES/").rstrip(")").partition("(")
    row = dict.fromkeys(COLUMNS, "NA") | {
        "symbol": symbol,
        "res_no": number,
        "year": year,
        "text_zh": text,
        "url_res_zh": f"https://undocs.org/zh/{symbol}",
        "license": "CC0 1.0",
        "version": "2026-08-19",
    }
    return row | fields


def write_csv(rows: Iterable[dict[str, str]], encoding: str = "utf-8") -> bytes:
    """Return the CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def write_zip(path: Path, files: dict[str, bytes]) -> Path:
    """Write a ZIP file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
