"""Words of sites and channels around a text, and heads and feet of printed pages: none of them is a paragraph."""

import pytest

from resolutions.text import read_document
from tests.text.layout_kinds import wrap

TEXT = (
    "第2553(2020)号决议",
    "安全理事会2020年12月3日第8776次会议通过",
    "安全理事会，",
    "回顾其关于安全部门改革的第2151(2014)号决议和关于审查联合国建设和平架构的第2282(2016)号决议，",
    "1. 请秘书长就上述事项提交报告，并说明安全部门改革工作在各个国家和区域取得的进展以及遇到的困难；",
    "2. 决定继续处理此案。",
)
AROUND = {
    "broadcaster": (
        [
            "央视网 > 新闻频道 > 国际新闻",
            "安理会通过决议（全文）",
            "来源：央视新闻客户端 | 2020年12月04日 08:15",
            "央视网消息：",
        ],
        ["责任编辑：王小明", "版权声明：凡本网注明来源的作品，均转载自其它媒体", "返回顶部"],
    ),
    "newspaper": (
        ["人民网>>国际>>时政", "2020年12月04日09:12 来源：人民网-国际频道", "分享到："],
        ["(责编：覃博雅、刘洁妍)", "分享让更多人看到", "推荐阅读", "报社概况 | 关于人民网 | 报社招聘"],
    ),
    "printed newspaper": ([], ["（完）", "《 人民日报 》（ 2020年12月05日   21 版）"]),
    "news site": (
        ["环球网", "国际 / 正文", "2020-12-04 09:30 环球网 张三", "字号：T|T"],
        ["责任编辑：赵建东", "环球时报系产品", "扫描关注环球网官方公众号"],
    ),
    "news app": (
        ["澎湃新闻 > 国际", "全文｜联合国安理会决议", "2020-12-04 10:00"],
        ["澎湃新闻报料：021-0000000", "澎湃新闻，未经授权不得转载", "+1", "收藏", "我要举报"],
    ),
    "questions and answers": (
        ["知乎", "首发于国际法笔记", "23 人赞同了该文章"],
        ["编辑于 2021-09-10 12:30", "赞同 23", "添加评论", "分享", "喜欢", "申请转载"],
    ),
    "encyclopedia": (
        ["百度百科", "播报 编辑 讨论 上传视频", "目录", "决议全文", "播报", "编辑"],
        ["词条标签：", "联合国 政治", "参考资料", "[1] 联合国官网．2020-12-03", "©2021 使用百科前必读"],
    ),
    "library": (
        ["维基文库，自由的图书馆", "← 联合国安理会决议", "姊妹计划: 维基百科条目、数据项"],
        [
            "本作品来自联合国正式文件。",
            "取自“https://example.org/w”",
            "分类：",
            "联合国安全理事会决议",
            "本页面最后修订于2021年1月9日。",
        ],
    ),
    "documents": (
        ["MBA智库文档", "登录 | 注册 | 上传", "贡献者：zhangsan 时间：2020-12-07"],
        ["下载文档到电脑，方便使用", "还剩2页未读，继续阅读", "举报投诉", "相关推荐"],
    ),
    "channel": (
        ["安理会决议全文", "原创 小编 国际法前沿 今天", "点击上方蓝字关注我们"],
        ["END", "编辑：小李", "审核：老王", "长按二维码关注", "点个“在看”支持一下"],
    ),
}


@pytest.mark.parametrize("around", AROUND.values(), ids=list(AROUND))
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_leaves_out_the_words_of_a_site(around: tuple[list[str], list[str]], between: str) -> None:
    head, foot = around
    document = read_document(between.join([*head, *TEXT, *foot]))
    assert [p.text for p in document.paragraphs] == [p.text for p in read_document("\n\n".join(TEXT)).paragraphs]
    assert (document.symbol, str(document.date)) == ("S/RES/2553(2020)", "2020-12-03")


def test_takes_no_link_of_a_menu_for_the_opening_words() -> None:
    head = ["首页", "大会", "安全理事会", "您在这里：首页 > 安全理事会 > 决议"]
    foot = ["相关链接", "版权所有 © 联合国", "隐私声明"]
    document = read_document("\n\n".join([*head, *TEXT, *foot]))
    assert document.symbol == "S/RES/2553(2020)"
    assert [p.text for p in document.paragraphs if p.kind != "heading"] == list(TEXT[2:])


def test_keeps_short_lines_below_a_text_without_words_of_a_site() -> None:
    texts = [p.text for p in read_document("\n\n".join([*TEXT, "列名人员", "张三", "李四"])).paragraphs]
    assert texts[-3:] == ["列名人员", "张三", "李四"]


EDGES = {
    "browser": (["2020/12/4 上午10:23    第2553号决议 | 联合国"], ["https://www.un.org/zh/{page}.htm    {page}/4"]),
    "English browser": (["12/4/20, 10:23 AM    Resolution"], ["file:///C:/2553.html    {page}/4"]),
    "title on each page": (["安全理事会决议汇编"], ["第 {page} 页 共 4 页"]),
}


@pytest.mark.parametrize("edges", EDGES.values(), ids=list(EDGES))
def test_leaves_out_heads_and_feet_inside_a_sentence(edges: tuple[list[str], list[str]]) -> None:
    head, foot = edges
    lines = [line for paragraph in TEXT for line in wrap("　　" + paragraph, 24, "words")]
    pages = [lines[at : at + 4] for at in range(0, len(lines), 4)]
    printed = [
        line
        for page, content in enumerate(pages, start=1)
        for line in [*(head if page > 1 else []), *content, *(line.format(page=page) for line in foot)]
    ]
    assert [p.text for p in read_document("\n".join(printed)).paragraphs][2:] == list(TEXT[2:])


@pytest.mark.parametrize("number", ["1/5", " 1/5", "  12/15"])
def test_cuts_a_page_number_glued_to_the_last_line_of_a_page(number: str) -> None:
    broken = f"1. 请秘书长就上述事项提交{number}\nS/RES/2553(2020)\n报告；"
    text = "\n\n".join(["第2553(2020)号决议", "安全理事会，", broken, "2. 决定继续处理此案。"])
    assert "1. 请秘书长就上述事项提交报告；" in [p.text for p in read_document(text).paragraphs]


def test_keeps_the_number_of_an_assembly_resolution_at_the_end_of_a_page() -> None:
    text = (
        "第2553(2020)号决议\n\n安全理事会，\n\n1. 回顾大会第60/1\nS/RES/2553(2020)\n号决议；\n\n2. 决定继续处理此案。"
    )
    assert "1. 回顾大会第60/1号决议；" in [p.text for p in read_document(text).paragraphs]
