"""Sections of the help page with runnable examples; a test runs each example over the five seeds."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class HelpExample:
    """A query as a reader types it, and its meaning; ``parameters`` are further ones of the address, encoded.

    ``may_be_empty``: whether it finds something depends on the documents of the portal.
    """

    typed: str
    meaning: str | Promise
    parameters: str = ""
    may_be_empty: bool = False

    @property
    def query_string(self) -> str:
        """The query string that runs the example."""
        return f"q={quote(self.typed, safe='')}" + (f"&{self.parameters}" if self.parameters else "")


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A heading of the help page, one sentence or two, and examples."""

    name: str | Promise
    text: str | Promise
    examples: tuple[HelpExample, ...]


HELP_SECTIONS = (
    HelpSection(
        _("文号与编号"),
        _(
            "任何写法都可以：编号、文号、正文中的写法、联合国网站的地址，全角半角、大小写不拘。文库收有该文件时直接打开。"
        ),
        (
            HelpExample("2553", _("第2553号决议")),
            HelpExample("S/RES/2553(2020)", _("文号")),
            HelpExample("第２５５３（２０２０）号决议", _("全角，正文中的写法")),
            HelpExample("https://undocs.org/zh/S/RES/2553(2020)", _("联合国网站的地址")),
        ),
    ),
    HelpSection(
        _("词语"),
        _("词语之间空一格，所有的词都要出现；整个检索式逐字出现的文件排在最前。简体与繁体互相都能找到。"),
        (
            HelpExample("安全部门改革", _("含有这个词的文件")),
            HelpExample("妇女 和平", _("两个词都有")),
            HelpExample("安全部門改革", _("繁体，结果相同")),
            HelpExample("核", _("单个汉字也可检索，包括“核武器”“核查”等词中的“核”")),
        ),
    ),
    HelpSection(
        _("标点与数字"),
        _(
            "引号外的标点不计，只是不跨句子；数字之间的标点仍把数字分开。引号内的文字连同标点逐字相同。"
            "数字与日期的其他写法一并检索，结果上方写明，可以关掉。"
        ),
        (
            HelpExample("宪章第八章", _("也找到“《宪章》第八章”")),
            HelpExample("COVID19", _("也找到“COVID-19”")),
            HelpExample("“《联合国宪章》第八章”", _("连同书名号")),
            HelpExample("十二个月", _("也找到“12个月”")),
            HelpExample("2020-12-03", _("也找到“2020年12月3日”“二〇二〇年十二月三日”")),
        ),
    ),
    HelpSection(
        _("短语、或、非、括号"),
        _(
            "引号内的文字连同标点逐字相连；OR（或）取其一；减号或 NOT（非）排除；AND（与）可以省去；括号分组。"
            "英文运算符要大写，也可写 &&、||。"
        ),
        (
            HelpExample("“国际和平与安全”", _("短语")),
            HelpExample("妇女 OR 儿童", _("取其一")),
            HelpExample("妇女 或 儿童", _("同上")),
            HelpExample("妇女 AND 和平", _("两个词都有，与 妇女 和平 相同")),
            HelpExample("维持和平 -警察", _("排除")),
            HelpExample("维持和平 非 警察", _("同上")),
            HelpExample("NOT 警察", _("没有这个词的全部文件；也可写 * -警察")),
            HelpExample("(妇女 OR 青年) 安全部门改革", _("分组")),
        ),
    ),
    HelpSection(
        _("相距与同段"),
        _(
            "NEAR/5 表示同一段中相隔不超过5个字，标点不计，先后不拘，只写 NEAR 是10个字；"
            "同段、同句表示在同一段、同一句。两边是词语、短语，或括号里用 OR 连接的词语。"
        ),
        (
            HelpExample("妇女 NEAR/5 和平", _("相隔不超过5个字")),
            HelpExample("“妇女 青年”~8", _("同上，引号里的词相隔不超过8个字")),
            HelpExample("(妇女 OR 青年) NEAR/10 安全", _("一边取其一")),
            HelpExample("妇女 同段 青年", _("在同一段")),
            HelpExample("妇女 同句 青年", _("在同一句")),
        ),
    ),
    HelpSection(
        _("词的一部分、相近的词"),
        _(
            "数字和拉丁词里，* 代表任意几个字符，? 代表一个；词尾的 * 也可跟在汉字后面。汉字之间隔着别的字，用 NEAR。"
            "~ 跟在词后，连同读音或写法相近的词一起找。"
        ),
        (
            HelpExample("25?? 决议", _("第2500至2599号决议：两位数字不定")),
            HelpExample("S/PRST/2014/*", _("2014年的各份主席声明")),
            HelpExample("COVID*", _("以 COVID 开头的词，如 COVID-19")),
            HelpExample("安权理事会~", _("读音或写法相近的词，也找到“安全理事会”")),
        ),
    ),
    HelpSection(
        _("字段"),
        _("字段名后用冒号，半角全角都可以，中文英文都可以；括号里的几个词共用一个字段。"),
        (
            HelpExample("标题:决议", _("标题（title）中有")),
            HelpExample("标题:(决议 OR 安全部门)", _("标题中有其一")),
            HelpExample("文号:S/RES", _("文号（symbol）中有")),
            HelpExample(
                "类型:决议", _("类型（kind）：决议、主席声明、决定、会议记录、惯例汇辑、信件、报告、宪章、文件")
            ),
            HelpExample("机关:安理会 警察", _("机关（organ）：安全理事会、大会、经济及社会理事会、联合国、其他")),
            HelpExample("议程项目:安全部门改革", _("议程项目（agenda）的名称中有")),
            HelpExample(
                "主题词:索马里",
                _("主题词（subject）的名称中有这个完整的词，如“索马里局势”；“马里”不算"),
                may_be_empty=True,
            ),
            HelpExample("主题词:恐怖*", _("主题词的名称中有以此开头的词，如“恐怖主义”"), may_be_empty=True),
            HelpExample("主题词:(妇女 OR 儿童)", _("有其中一个主题词"), may_be_empty=True),
            HelpExample("引用:S/RES/1325(2000)", _("引用（cites）该文件的文件")),
            HelpExample("引用:(1325 OR 2151)", _("引用其中一份的文件")),
            HelpExample("引用:宪章第八章", _("根据、依照、援引《宪章》这一章的文件；也可写 引用:第八章")),
            HelpExample("动词:重申", _("用这个动词（verb）引用别的文件")),
            HelpExample("动词:回顾 引用:2151", _("用这个动词引用该文件")),
            HelpExample(
                "被引:2553",
                _("该文件引用的文件（cited_by）；该文件和被引的文件都限本站有全文的，没有时写明原文地址"),
                may_be_empty=True,
            ),
            HelpExample("被引:>=2", _("被引两次以上；也可写 被引:2..10"), may_be_empty=True),
        ),
    ),
    HelpSection(
        _("年份与日期"),
        _("年份（year）和日期（date）可写一个值，也可写范围：两点、至、连字符，或 >、>=、<、<=；一端可以空着。"),
        (
            HelpExample("年份:2020", _("一年")),
            HelpExample("安全部门改革 年份:2017..2020", _("年份之间，也可写 2017-2020、2017年至2020年")),
            HelpExample("年份:>2017", _("2017年之后")),
            HelpExample("年份:2010年代", _("2010至2019年")),
            HelpExample("日期:2020年12月3日", _("一天，也可写 2020-12-03")),
            HelpExample("日期:2020-12", _("一个月")),
            HelpExample("日期:2017-09..2020", _("2017年9月1日至2020年12月31日")),
            HelpExample("日期:>2017-10-03", _("这一天之后")),
            HelpExample("日期:..2019", _("2019年年底以前")),
        ),
    ),
    HelpSection(
        pgettext_lazy("heading of the help on queries", "段落"),
        _("“段落:”把同一括号内的词语限于一个部分：标题、序言、执行、正文、脚注、附件；前面加减号表示不在该部分。"),
        (
            HelpExample("秘书长 段落:执行", _("只看执行部分；也可写 执行:秘书长")),
            HelpExample("(妇女 段落:执行) OR (警察 段落:序言)", _("各限一个部分")),
            HelpExample("妇女 段落:(序言 OR 执行)", _("限于其中一个部分")),
            HelpExample("妇女 -段落:执行", _("在执行部分以外")),
        ),
    ),
    HelpSection(
        _("精确与模糊"),
        _(
            "“精确”要求每个词语逐字相连，与逐字通读的结果完全一致，也能找到号码中的一部分；"
            "“模糊”把词语拆成单词，只要求都出现。没有选择时先精确，找不到再模糊，并会说明。"
        ),
        (
            HelpExample("妇女和平安全", _("模糊：拆成“妇女”“和平”“安全”"), "mode=fuzzy"),
            HelpExample("保护平民", _("精确：四个字相连"), "mode=exact"),
        ),
    ),
    HelpSection(
        _("缺少部分词语、仅有目录"),
        _(
            "找到的文件不满一页时，下面另列缺少部分词语的文件，写明各缺哪些词，份数另计。"
            "再下面是目录中议程项目或英文标题相符、本站尚未收录全文的文件。"
        ),
        (
            HelpExample("安全部门改革 妇女 海盗", _("没有文件三者俱全；列出有其中几个词的")),
            HelpExample("哪些文件谈到了安全部门改革？", _("“哪些”“谈到”“了”这类字眼不作检索词")),
            HelpExample("维持和平 警察", _("只看本站有全文的"), "collection=held"),
            HelpExample("索马里", _("只看仅有目录的"), "collection=catalogue"),
        ),
    ),
    HelpSection(
        _("英文"),
        _(
            "有英文文本的文件也可以用英文检索：同一段英文里须有所有的词，词尾变化不计，加引号则逐字；旁边列出对应的中文。"
            "英文文本的份数另计。译法见“术语”。"
        ),
        (
            HelpExample("arms embargo", _("武器禁运"), may_be_empty=True),
            HelpExample('"acting under Chapter VII"', _("逐字相连"), may_be_empty=True),
            HelpExample("索马里 piracy", _("中文有“索马里”，英文有 piracy"), may_be_empty=True),
            HelpExample("security sector", _("只看英文文本"), "collection=english", may_be_empty=True),
        ),
    ),
    HelpSection(
        _("同义词"),
        _("简称与全称一并检索，结果上方写明加了哪些词，可以关掉；引号内的文字不加。"),
        (
            HelpExample("安理会", _("同时检索“安全理事会”")),
            HelpExample("安理会", _("只检索原词"), "synonyms=off"),
        ),
    ),
)
