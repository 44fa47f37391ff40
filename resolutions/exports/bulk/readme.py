"""The README.md of the bulk files: origin, number of rows and data dictionary."""

from collections.abc import Iterator, Mapping

from resolutions.exports import data_dictionary
from resolutions.exports.bulk.data_files import DATA_FILES


def render_readme(changed: str, counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return Markdown in Chinese. ``changed`` is the date of the data, ``counts`` has the rows of each file by name."""
    return "\n".join(_lines(changed, counts)) + "\n"


def _lines(changed: str, counts: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield "# 安理会决议文库：批量数据"
    yield ""
    yield f"数据截至 {changed or '（没有数据）'}（最近一次改动的时间，协调世界时）。同样的数据写出同样的字节。"
    yield "编码为 UTF-8，换行为 LF。核对：`sha256sum -c SHA256SUMS`。"
    yield "引文由程序辨认，可能有误；文本以联合国正式文件系统所载为准。目录资料来自达格·哈马舍尔德图书馆安理会行动表。"
    for file in DATA_FILES:
        total = "、".join(f"{name} {count}" for name, count in counts[file.name].items())
        yield from ("", f"## {file.name}", "", f"{file.description}。共有：{total}。", "")
        yield from _table(file.fields)
        if file.fields is data_dictionary.DOCUMENT_FIELDS:
            yield from ("", "`catalogue` 的各项：", "")
            yield from _table(data_dictionary.CATALOGUE_FIELDS)


def _table(names: Mapping[str, str]) -> Iterator[str]:
    yield "| 字段 | 含义 |"
    yield "|---|---|"
    yield from (f"| {name} | {meaning} |" for name, meaning in names.items())
