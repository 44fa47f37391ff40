"""Words of the site, newspaper or channel that a text was copied from: menus, sources, editors, invitations."""

import re
from collections.abc import Sequence

from resolutions.text.furniture.front import is_title, squeeze_line
from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.markers import read_marker

_LONGEST = 100
_LONGEST_SENTENCE = 20
_MOST_LABELS = 6  # lines between two lines of a site
_CLAUSE_END = re.compile(r"[。；，：！？”》）;,:!?)\d]$")
_REFERENCE = re.compile(r"\[\d{1,3}\]|\d{1,2}\.?\s*[↑^]")
_RIGHTS = re.compile(r"版权|Copyright|©|转载|免责|声明|编者|译者|[本此该](?:作品|文件|页面)|喜欢此内容")
# Found at both edges of a text. Matched against folded text without blanks.
_EDGE_WORDS = {
    "menu": r"首页(?:>|›|»|/|-|\||$)|当前位置:|您(?:现在)?(?:的|所在)位置|"
    r"(?:打印|分享|收藏|评论|字号|字体|纠错|复制链接|关闭(?:窗口)?|返回|下载|"
    r"订阅|登录|注册|搜索|投稿|举报|[大中小|·:/>A+\-]){2,12}$|"
    r"跳(?:转)?(?:到|至)(?:主要)?内容|主要内容|欢迎来到联合国|"
    r"(?:联合国)?(?:网站|官网|数字图书馆|正式文件系统)$|(?:https?://|www\.)|"
    r"[^>›»。]{1,16}(?:[>›»]{1,2}[^>›»。]{1,16}){1,6}$|[^|。;,]{1,16}(?:\|[^|。;,]{1,16}){2,20}$|"
    r"(?:我要)?(?:举报|投诉|评论|纠错){1,2}$|(?:赞同|喜欢|收藏|评论|点赞|转发|关注)\d{1,6}[万千]?\+?$|\+\d$|"
    r"添加评论|申请转载|写评论|关注他$|\d{1,6}人赞同|还剩\d{1,4}页|继续阅读|展开(?:全文|阅读)|下载(?:文档|全文|本文|原文|客户端|PDF|Word|DOC)|"
    r"字(?:号|体):|.{0,8}收藏.{0,8}收藏|"
    r"(?:词条)?(?:标签|分类|关键词)(?::|$)|词条统计|播报$|编辑$|"
    r"(?:العربية|عربي|English|Français|Русский|Español|中文|简体|繁体|[|·/ ]){2,20}$",
    "links": r"分享(?:到|至|让)|上一(?:篇|页|条)|下一(?:篇|页|条)|返回(?:顶部|首页|上页|列表)|"
    r"(?:相关|推荐|热门|更多|延伸)(?:链接|阅读|新闻|文章|文件|推荐|内容)",
    "rights": r"版权(?:所有|声明)|Copyright|©|ICP备|京公网安备|(?:转载|免责)(?:请|须|声明|务必)|声明[:：]|"
    r"[本此该](?:作品|文件).{0,40}公有领域|Public ?domain|[本此该](?:作品|文)(?:来自|出自|译自|原载)|"
    r"(?:本网?页面?|此页面?)(?:最后|的?内容)|取自[:“]|.{0,16}未经.{0,8}(?:授权|许可|同意)",
    "people": r"\(?责编[:/|]|(?:贡献|上传|发布|分享)者:|"
    r"\(?(?:责任|本期|执行)?(?:编辑|校对|审核|编审|监制|排版|美编|值班主编|主编|作者|记者|译者|撰文|撰稿)[:/|]|"
    r"编者(?:按|注)|按语:|译(?:者|注):",
    "source": r"\(?(?:本文|文章|资料|图片|文字|消息|新闻|信息|内容)?(?:来源|出处|转自|转载自)[:于]|来自:|图片:|"
    r"图源[:/]|图/|文/|"
    r"(?:出自|来自)?维基文库|维基(?:百科|数据|共享)|姊妹计划|自由的图书馆",
    "time": r"(?:发布|更新|发表|创建|编辑)(?:时间|日期|于):?|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数)?:?\d|"
    r"原创.{0,30}(?:\d{4}[-/.年]|今天$|昨天$)|"
    r".{0,24}\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日? ?\d{1,2}:\d{2}(?::\d{2})?.{0,12}$|原标题:|原题:",
    "channel": r"阅读原文|点击(?:上方|下方|左下|这里|此处|蓝字|图片|阅读|查看|关注|链接|进入|标题|屏幕)|"
    r"(?:长按|扫描|扫码|微信扫|识别).{0,20}(?:二维码|关注|一扫|小程序|加入)|"
    r"(?:关注|欢迎关注)(?:我们|本号|公众号|微信)|"
    r"公众号|微信号|点个.{0,3}在看|.{0,12}(?:报料|爆料|热线)(?:电话|邮箱)?:|《[^》]{2,8}》\(?\d{4}年|收录于|话题[:#]|(?:#[^#]{1,20}){1,6}#$|喜欢此内容|预览时|在看|点赞|赞赏(?:作者)?$|写留言",
    "end": r"[-\s]*(?:END|完|全文完|本文完|正文完|终|The End)[-\s]*$|\((?:完|全文完|新华社|本文完|终)\)$|"
    r"[-=*_~☆★◆●]{3,}$",
}
_EDGE = re.compile("|".join(_EDGE_WORDS.values()), re.I)
# Found above a text only: the announcement of a newspaper.
_AGENCIES = (
    "新华社|新华网|中新社|中新网|中国新闻网|人民网|央视|中央社|"
    "路透社|法新社|美联社|本报|本社|联合国新闻|参考消息|环球网|澎湃新闻|观察者网"
)
_ABOVE = re.compile(
    rf"(?:{_AGENCIES}).{{0,40}}(?:电|讯|报道|消息|专稿)|.{{0,120}}(?:全文|内容|文本|原文|译文|如下)(?:如下|发布)?:$|"
    r".{0,40}[|丨].{0,60}全文|.{0,60}(?:\(全文\)|全文)$"
)
_SENTENCE = re.compile(r"[。！？]")


def find_site_words(
    lines: Sequence[SourceLine], tokens: Sequence[dict[str, str]], front: int, kept: set[int]
) -> set[int]:
    """Return the indexes of lines at the edges of the text that belong to the place it was copied from.

    ``front`` is the index of the opening words, ``kept`` the lines known as other furniture, which do not end an edge.
    Above the title of a document every sentence is a preface, and labels above a line of a site belong to it;
    ``tokens``, those of each line, tell the organ and the symbol of the document.
    """
    title = next((at for at, line in enumerate(lines[:front]) if is_title(line.text) and not _is_outside(line)), 0)
    found = {at for at in range(title) if _is_preface(lines[at])}
    found |= {at for at in range(max(found, default=0)) if not tokens[at] and _is_label(lines[at].text)}
    if not front:
        found |= _leading(lines, kept)
    else:
        found |= {at for at in range(title, front) if _is_site_line(lines[at])}
    return found | _trailing(lines, max(front, 0), kept | found)


def _is_announcement(line: SourceLine) -> bool:
    return bool(_ABOVE.match(squeeze_line(line.text)))


def _is_outside(line: SourceLine) -> bool:
    return _is_site_line(line) or _is_announcement(line)


def _is_preface(line: SourceLine) -> bool:
    return _is_outside(line) or bool(_SENTENCE.search(line.text))


def _is_site_line(line: SourceLine) -> bool:
    return not _is_prose(line.text) and bool(_EDGE.match(squeeze_line(line.text)))


def _is_prose(text: str) -> bool:
    """Return True for a line too long for a label of a site; a notice of rights may be a sentence."""
    is_sentence = len(text) > _LONGEST_SENTENCE and text.endswith(("。", "；", "，"))
    return len(text) > _LONGEST or (is_sentence and not _RIGHTS.match(squeeze_line(text)))


def _leading(lines: Sequence[SourceLine], kept: set[int]) -> set[int]:
    found = set()
    for at, line in enumerate(lines[:-1]):
        if at not in kept and not _is_site_line(line):
            break
        found.add(at)
    return found - kept


def _trailing(lines: Sequence[SourceLine], front: int, kept: set[int]) -> set[int]:
    """Return the lines of a site below the text; labels between them (名称, 联合国 政治) belong to the site too."""
    found: set[int] = set()
    labels: set[int] = set()
    for at in range(len(lines) - 1, front, -1):
        if at in kept or _is_site_line(lines[at]):
            found |= {at} | labels
            labels = set()
        elif len(labels) < _MOST_LABELS and _is_label(lines[at].text):
            labels.add(at)
        else:
            break
    return found - kept


def _is_label(text: str) -> bool:
    """Return True for a short line without a mark at its end, or a reference below an article of an encyclopedia."""
    if _REFERENCE.match(text):
        return len(text) <= _LONGEST
    return len(text) <= _LONGEST_SENTENCE and not _CLAUSE_END.search(text) and not read_marker(text)
