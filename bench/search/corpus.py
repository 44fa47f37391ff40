"""Texts and queries of the search benchmarks; the texts are not part of the project and are read by path."""

import os
import random
import sys
import tarfile
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from search.protocol.documents import IndexableDocument, Passage

QUERIES = (
    "安全生产", "环境保护", "行政诉讼法", "国务院 决定", "人民法院 管辖", "未成年人 保护", "知识产权",
    "第三十七条", "县级以上地方人民政府", "食品安全 监督管理", "2008", "违法所得", "公安机关",
    "仲裁委员会", "应当依法承担民事责任", "处五万元以上十万元以下罚款", "土地使用权 转让", "证券交易所",
    "海关 申报", "残疾人 就业", "民族自治地方", "突发事件 应急预案", "网络安全", "个人信息", "野生动物",
    "消防设施", "外商投资 企业", "国家工作人员", "社会保险 缴费", "水资源", "自由裁量",
    "本法自公布之日起施行", "全国人民代表大会常务委员会",
    # With few documents that have all words, so that others follow
    "个人信息 野生动物", "残疾人 证券交易所 海关", "网络安全 消防设施 水资源", "社会保险 知识产权 仲裁委员会",
    "土地使用权 转让 证券交易所", "民族自治地方 网络安全 个人信息", "突发事件 知识产权 海关 残疾人",
)  # fmt: skip


def build_parser(description: str | None) -> ArgumentParser:
    """Build the parser with the arguments of every benchmark over the archive."""
    parser = ArgumentParser(description=description, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="archive of texts, one a file")
    parser.add_argument("--documents", type=int, default=3475)
    return parser


def parse_options(parser: ArgumentParser) -> Namespace:
    """Parse the options and print the load of the machine; exit with a message when the archive is missing."""
    options = parser.parse_args()
    if not options.texts.exists():
        sys.exit(f"{options.texts} does not exist; the texts are not part of the project.")
    load = f"load of the machine {os.getloadavg()}, {os.cpu_count()} processors"
    print(f"{load}, {options.documents} documents", flush=True)
    return options


def read_texts(archive: Path, count: int) -> list[IndexableDocument]:
    """Return the first ``count`` texts of the archive; beyond its size, texts of randomly chosen paragraphs."""
    return list(iterate_texts(archive, count))


def iterate_texts(archive: Path, count: int, length: int = 0) -> Iterator[IndexableDocument]:
    """Yield the documents of ``read_texts`` one by one: 300,000 of them need not fit into memory.

    With ``length`` all texts are made of paragraphs, of so many characters at least: a law has 5,500, a resolution a
    third of that.
    """
    texts: list[list[str]] = []
    with tarfile.open(archive) as files:
        for member in files:
            if (file := files.extractfile(member)) and len(texts) < count:
                lines = file.read().decode("utf-8").split("\n")
                texts.append([line for line in lines if line.strip()])
    chance = random.Random(1)
    if length:
        for number in range(1, count + 1):
            yield make_source(number, list(_choose_paragraphs(texts, length, chance)))
        return
    for number, lines in enumerate(texts, start=1):
        yield make_source(number, lines)
    for number in range(len(texts) + 1, count + 1):
        model = texts[chance.randrange(len(texts))]
        yield make_source(number, [chance.choice(texts[chance.randrange(len(texts))]) for _ in model])


def _choose_paragraphs(texts: Sequence[Sequence[str]], length: int, chance: random.Random) -> Iterator[str]:
    while length > 0:
        line = chance.choice(chance.choice(texts))
        yield line
        length -= len(line)


def make_source(number: int, lines: list[str]) -> IndexableDocument:
    """Return a document of ``lines`` with facts that follow from its number."""
    passages = tuple(Passage("body", f"p{i}", f"p{i}", line) for i, line in enumerate(lines, start=1))
    year = 1980 + number % 45
    return IndexableDocument(
        key=number,
        symbol=f"L/{year}/{number}",
        title=lines[0][:100],
        url=f"/L/{year}/{number}",
        kind="other",
        organ="",
        date=date(year, 1 + number % 12, 1 + number % 28),
        year=year,
        cited=number % 17,
        passages=passages,
        cites=(f"L/{1980 + number % 7}/{number % 50}",),
        themes=(f"主题{number % 40}",),
    )
