"""Words of the site, newspaper or channel that a text was copied from: menus, sources, editors, invitations."""

import re
from collections.abc import Sequence

from resolutions.text.furniture.front import is_title, squeeze_line
from resolutions.text.layout.source_lines import SourceLine

_LONGEST = 100
_LONGEST_SENTENCE = 20
_RIGHTS = re.compile(r"版权|Copyright|©|转载|免责|声明|编者|译者|本作品|本文件|喜欢此内容")
# Found at both edges of a text. Matched against folded text without blanks.
_EDGE_WORDS = {
    "menu": r"首页(?:>|›|»|/|-|\||$)|当前位置:|您(?:现在)?(?:的|所在)位置|"
    r"(?:打印|分享|收藏|评论|字号|字体|纠错|复制链接|关闭(?:窗口)?|返回|下载|"
    r"订阅|登录|注册|搜索|投稿|举报|[大中小|·:/>A+\-]){2,12}$|"
    r"跳(?:转)?(?:到|至)(?:主要)?内容|主要内容|欢迎来到联合国|"
    r"(?:联合国)?(?:网站|官网|数字图书馆|正式文件系统)$|(?:https?://|www\.)|"
    r"(?:العربية|English|Français|Русский|Español|中文|简体|繁体|[|·/ ]){2,20}$",
    "links": r"分享(?:到|至)|上一(?:篇|页|条)|下一(?:篇|页|条)|返回(?:顶部|首页|上页|列表)|"
    r"(?:相关|推荐|热门|更多|延伸)(?:链接|阅读|新闻|文章|文件|推荐|内容)",
    "rights": r"版权(?:所有|声明)|Copyright|©|ICP备|京公网安备|(?:转载|免责)(?:请|须|声明|务必)|声明[:：]|"
    r"(?:本作品|本文件).{0,40}公有领域|Public ?domain",
    "people": r"(?:责任|本期|执行)?(?:编辑|校对|审核|编审|监制|排版|美编|值班主编|主编|作者|记者|译者|撰文|撰稿)[:/|]|"
    r"编者(?:按|注)|按语:|译(?:者|注):",
    "source": r"(?:本文|文章|资料|图片|文字|消息|新闻|信息|内容)?(?:来源|出处|转自|转载自)[:于]|来自:|图片:|"
    r"图源[:/]|图/|文/|"
    r"(?:出自|来自)?维基文库|维基(?:百科|数据|共享)|姊妹计划|自由的图书馆",
    "time": r"(?:发布|更新|发表|创建|编辑)(?:时间|日期|于):?|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数)?:?\d|"
    r"原创.{0,30}\d{4}[-/.年]|.{0,24}\d{4}[-/.]\d{1,2}[-/.]\d{1,2} ?\d{1,2}:\d{2}(?::\d{2})?.{0,12}$|原标题:|原题:",
    "channel": r"阅读原文|点击(?:上方|下方|左下|这里|此处|蓝字|图片|阅读|查看|关注|链接|进入|标题|屏幕)|"
    r"(?:长按|扫描|扫码|微信扫|识别).{0,20}(?:二维码|关注|一扫|小程序|加入)|"
    r"(?:关注|欢迎关注)(?:我们|本号|公众号|微信)|"
    r"公众号|微信号|收录于|话题[:#]|(?:#[^#]{1,20}){1,6}#$|喜欢此内容|预览时|在看|点赞|赞赏(?:作者)?$|写留言",
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


def find_site_words(lines: Sequence[SourceLine], front: int, kept: set[int]) -> set[int]:
    """Return the indexes of lines at the edges of the text that belong to the place it was copied from.

    ``front`` is the index of the opening words, ``kept`` the lines known as other furniture, which do not end an edge.
    Above the title of a document every sentence is a preface.
    """
    title = next((at for at, line in enumerate(lines[:front]) if is_title(line.text) and not _is_outside(line)), 0)
    found = {at for at in range(title) if _is_preface(lines[at])}
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
    found = set()
    for at in range(len(lines) - 1, front, -1):
        if at not in kept and not _is_site_line(lines[at]):
            break
        found.add(at)
    return found - kept
