"""The data dictionary: the fields of all records in their order, each with its explanation in Chinese.

The API's schema, the bulk files and the data page show it; tests compare it with the records.
"""

from resolutions.models import Kind, Organ, Paragraph, TextQuality
from resolutions.models.choices import chinese_names

DOCUMENT_FIELDS = {
    "key": "本站键：文号；没有文号的文件为 texts/ 加地址名",
    "symbol": "文号，规范写法；没有文号的为空",
    "url": "本站页面的路径",
    "kind": "文件类型：" + "、".join(f"{kind.value} {kind.chinese}" for kind in Kind),
    "organ": "机关：" + "、".join(f"{organ.value or '空'} {organ.chinese}" for organ in Organ),
    "number": "编号；没有的为 null",
    "year": "年份；不知的为 null",
    "title": "标题",
    "date": "通过日期或文件日期，YYYY-MM-DD；不知的为 null",
    "status": "状态：published 收录全文、stub 仅见于引用或目录、withdrawn 已撤回",
    "quality": "文本质量："
    + "、".join(f"{quality.value} {quality.chinese}" for quality in TextQuality)
    + "；没有全文的为空",
    "official_url": "联合国正式中文本的地址；没有文号的为空",
    "citations_in": "被引次数（次，不是份）：收录全文的文件引用它的次数",
    "citations_out": "引用次数（次）；没有全文的为 0",
    "catalogue": "图书馆目录所载：会议记录、议程项目、表决、决议草案；没有的为 null",
}
CATALOGUE_FIELDS = {
    "date": "目录所载日期；不知的为 null",
    "meeting": "会议记录文号",
    "agenda_item_zh": "议程项目（本站译）",
    "agenda_item_en": "议程项目，目录原文",
    "agenda_items": "全部议程项目：zh 本站译、en 目录原文；第一项之后的取自图书馆，本站开放导出时才有",
    "title_en": "英文标题",
    "adoption": "通过方式，目录原文",
    "votes_yes": "赞成票；未载的为 null",
    "votes_no": "反对票；未载的为 null",
    "votes_abstain": "弃权票；未载的为 null",
    "draft_symbol": "决议草案文号",
    "record_url": "图书馆记录的地址",
    "subjects": "主题词：zh 中文、en 图书馆的英文标目；没有中文的 zh 为空",
}
PARAGRAPH_FIELDS = {
    "document": "所属文件的本站键",
    "order": "在文件中的次序，从 0 起",
    "kind": "类别：" + "、".join(f"{kind} {name}" for kind, name in chinese_names(Paragraph.KINDS).items()),
    "label": "段落在本站的编号：PP1 序言、12 和 20(a) 执行部分、annex4 附件、fn953 脚注、table1 表、p1 其余",
    "anchor": "页面上的锚点，如 op12",
    "text": "文本，照原样；引文的位置按其中的字符数",
    "place": "段号，按引用的写法，如 第12段、附件第4段；没有印出段号的为空",
}
CITATION_FIELDS = {
    "source": "引用文件的本站键",
    "label": "引用所在段落在本站的编号",
    "anchor": "引用所在段落的锚点",
    "start": "引文起点：段落文本中的字符数（按 Unicode 码点），从 0 起",
    "end": "引文终点，不含",
    "surface": "引文原字，即段落文本从起点到终点的文字",
    "target": "被引文件的本站键",
    "cited_paragraphs": "被引段落的编号；《宪章》为 ch.VII、art.39；CSV 中以空格分隔",
    "verb": "引用动词，如 回顾；没有的为空",
    "verb_group": "动词类别，如 recall；没有的为空",
    "theme": "引用时所说的主题，如 妇女、和平与安全；没有的为空",
    "counted": "是否计入引用次数；仅提及会议的不计",
    "origin": "来源：auto 程序辨认、manual 人工改定",
    "place": "引用所在段落的段号，如 第12段；没有印出段号的为空",
    "cited_places": "被引段落的段号，如 第12、14段；未指明段落的为空",
}
