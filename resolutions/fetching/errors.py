"""Reasons why a file could not be fetched, in English for the terminal and in Chinese for the desk."""

from enum import Enum


class FailureReason(Enum):
    """Reason of a failure: its sentence in English and in Chinese, and if another attempt may succeed.

    ``{url}`` is the address that failed, ``{detail}`` what the server or the network said.
    """

    OFF = "fetching is off: set FETCH_CONTACT", "本站没有开通从联合国取文件：请管理员设置 FETCH_CONTACT。", False
    BAD_ADDRESS = "not an address to fetch from: {url}", "不能从这个地址取文件：{url}", False
    HOST_NOT_ALLOWED = "the host is not in FETCH_HOSTS: {url}", "这个地址不在准许的网站之列：{url}", False
    PRIVATE_ADDRESS = "the host has no public address: {url}", "这个网站的地址不是公网地址：{url}", False
    TOO_MANY_REDIRECTS = "too many redirects: {url}", "网站转来转去，没有给出文件：{url}", False
    NOT_FOUND = "not found ({detail}): {url}", "网站上没有（{detail}）：{url}", False
    REFUSED = "the server refused ({detail}): {url}", "网站拒绝（{detail}）：{url}", False
    CHALLENGED = "the server wants a browser: {url}", "网站只让浏览器访问，请在浏览器里下载后上传：{url}", False
    UNEXPECTED = "unexpected answer ({detail}): {url}", "网站的答复不合预期（{detail}）：{url}", False
    TOO_LARGE = "larger than {detail}: {url}", "文件超过{detail}：{url}", False
    TOO_SLOW = "the server is too slow ({detail}): {url}", "网站太慢（{detail}）：{url}", True
    BUSY = "the server asks to wait ({detail}): {url}", "网站要求稍后再来（{detail}）：{url}", True
    SERVER_ERROR = "error of the server ({detail}): {url}", "网站出错（{detail}）：{url}", True
    INCOMPLETE = "the answer broke off: {url}", "文件传到一半中断：{url}", True
    UNREACHABLE = "cannot connect ({detail}): {url}", "连不上网站（{detail}）：{url}", True

    def __init__(self, english: str, chinese: str, is_temporary: bool) -> None:
        self.english = english
        self.chinese = chinese
        self.is_temporary = is_temporary


class FetchError(Exception):
    """A file could not be fetched; the message is English, ``chinese`` the same sentence for the desk.

    ``retry_after`` is the time in seconds that the server asked to wait, None if it asked for none.
    """

    def __init__(
        self, reason: FailureReason, url: str = "", detail: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(reason.english.format(url=url, detail=detail))
        self.chinese = reason.chinese.format(url=url, detail=detail)
        self.reason = reason
        self.url = url
        self.retry_after = retry_after
