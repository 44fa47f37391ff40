"""Sections of the help page with runnable examples; a test runs each example over the five seeds."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class HelpExample:
    """A query as a reader types it, and its meaning; ``parameters`` are further ones of the address, encoded."""

    typed: str
    meaning: str
    parameters: str = ""

    @property
    def query_string(self) -> str:
        """The query string that runs the example."""
        return f"q={quote(self.typed, safe='')}" + (f"&{self.parameters}" if self.parameters else "")


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A heading of the help page, one sentence or two, and examples."""

    name: str
    text: str
    examples: tuple[HelpExample, ...]


HELP_SECTIONS = (
    HelpSection(
        "文号与编号",
        "任何写法都可以：编号、文号、正文中的写法、联合国网站的地址，全角半角、大小写不拘。文库收有该文件时直接打开。",
        (
            HelpExample("2553", "第2553号决议"),
            HelpExample("S/RES/2553(2020)", "文号"),
            HelpExample("第２５５３（２０２０）号决议", "全角，正文中的写法"),
            HelpExample("https://undocs.org/zh/S/RES/2553(2020)", "联合国网站的地址"),
        ),
    ),
    HelpSection(
        "词语",
        "词语之间空一格，所有的词都要出现；整个检索式逐字出现的文件排在最前。简体与繁体互相都能找到。",
        (
            HelpExample("安全部门改革", "含有这个词的文件"),
            HelpExample("妇女 和平", "两个词都有"),
            HelpExample("安全部門改革", "繁体，结果相同"),
            HelpExample("维", "单个汉字"),
        ),
    ),
    HelpSection(
        "短语、或、非、括号",
        "引号内的文字逐字相连；OR（或）取其一；减号或 NOT（非）排除；括号分组；词尾的星号表示以此开头的词。",
        (
            HelpExample("“国际和平与安全”", "短语"),
            HelpExample("妇女 OR 儿童", "取其一"),
            HelpExample("维持和平 -警察", "排除"),
            HelpExample("(妇女 OR 青年) 安全部门改革", "分组"),
            HelpExample("20*", "以20开头的数字"),
        ),
    ),
    HelpSection(
        "字段",
        "字段名后用冒号，半角全角都可以。",
        (
            HelpExample("标题:决议", "标题中有"),
            HelpExample("文号:S/RES", "文号中有"),
            HelpExample("安全部门改革 年份:2017..2020", "年份之间；也可写 年份:2020"),
            HelpExample("引用:S/RES/1325(2000)", "引用该文件的文件"),
            HelpExample("秘书长 段落:执行", "只看执行部分；另有 序言、脚注、附件、标题"),
        ),
    ),
    HelpSection(
        "精确与模糊",
        "“精确”要求每个词语逐字相连，与逐字通读的结果完全一致，也能找到号码中的一部分；"
        "“模糊”把词语拆成单词，只要求都出现。没有选择时先精确，找不到再模糊，并会说明。",
        (
            HelpExample("妇女和平安全", "模糊：拆成“妇女”“和平”“安全”", "mode=fuzzy"),
            HelpExample("保护平民", "精确：四个字相连", "mode=exact"),
        ),
    ),
    HelpSection(
        "缺少部分词语、仅有目录",
        "找到的文件不满一页时，下面另列缺少部分词语的文件，写明各缺哪些词，份数另计。"
        "再下面是目录中议程项目或英文标题相符、本站尚未收录全文的文件。",
        (
            HelpExample("安全部门改革 妇女 海盗", "没有文件三者俱全；列出有其中几个词的"),
            HelpExample("哪些文件谈到了安全部门改革？", "“哪些”“谈到”“了”这类字眼不作检索词"),
            HelpExample("维持和平 警察", "只看本站有全文的", "collection=held"),
            HelpExample("索马里", "只看仅有目录的", "collection=catalogue"),
        ),
    ),
    HelpSection(
        "同义词",
        "简称与全称一并检索，结果上方写明加了哪些词，可以关掉；引号内的文字不加。",
        (
            HelpExample("安理会", "同时检索“安全理事会”"),
            HelpExample("安理会", "只检索原词", "synonyms=off"),
        ),
    ),
)
