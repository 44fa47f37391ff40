"""Follow the links of a portal from its home page; report those that do not lead to a page by one redirect at most.

    python -m bench.crawl http://127.0.0.1:8000

Every link is requested. Of pages alike, such as those of two documents, a few are searched for further links.
"""

import re
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.error import HTTPError
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

PAGES_PER_SHAPE = 3
_LINK = re.compile(r'<(?:a|link|area)\b[^>]*?\shref="([^"#]+)')
_ACTION = re.compile(r'<form\b[^>]*?\saction="([^"#]+)"(?=[^>]*method="get")')
_ALL_DIGITS = re.compile(r"\d+")
_NEEDS_LOGIN = "/admin/"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and target of a redirect; ``text`` is that of an HTML page, "" for anything else."""

    status: int
    location: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A link that leads to no page, or by more than one redirect; ``status`` is that of the last answer."""

    page: str
    link: str
    status: int

    def __str__(self) -> str:
        return f"{self.status} {self.link} on {self.page}"


def crawl(
    fetch: Callable[[str], Answer],
    visited: Counter[str] | None = None,
    pages_per_shape: int = PAGES_PER_SHAPE,
    links_per_shape: int = sys.maxsize,
) -> Iterator[Problem]:
    """Request the links that are reachable from the home page; ``visited`` counts the requests by shape of address.

    Of one shape at most ``links_per_shape`` addresses are requested, and ``pages_per_shape`` searched for links.
    """
    visited = Counter() if visited is None else visited
    searched: Counter[str] = Counter()
    queue, known = deque([("/", "/")]), {"/"}
    while queue:
        page, link = queue.popleft()
        if visited[shape(link)] >= links_per_shape:
            continue
        answer = fetch(link)
        visited[shape(link)] += 1
        if answer.location and not urlsplit(answer.location).path.startswith(_NEEDS_LOGIN):
            answer = fetch(urlsplit(answer.location)._replace(scheme="", netloc="", fragment="").geturl())
        if answer.status >= 300:
            yield Problem(page, link, answer.status)
        if answer.status != 200 or searched[shape(link)] >= pages_per_shape:
            continue
        searched[shape(link)] += 1
        for further in dict.fromkeys(find_links(link, answer.text)):
            if further not in known:
                known.add(further)
                queue.append((link, further))


def find_links(page: str, text: str) -> Iterator[str]:
    """Yield the addresses on this site that a page links to, without their fragments."""
    for found in (*_LINK.findall(text), *_ACTION.findall(text)):
        parts = urlsplit(urljoin(f"http://site{page}", unescape(found)))
        if parts.netloc != "site" or parts.scheme not in ("http", "https") or parts.path.startswith(_NEEDS_LOGIN):
            continue
        yield quote(unquote(parts.path), safe="/()") + (f"?{parts.query}" if parts.query else "")


def shape(address: str) -> str:
    """Return what pages alike have in common: the path with numbers left out, and the names of the parameters.

    >>> shape("/S/RES/2553(2020)/cited-by?year=2020&verb=%E5%9B%9E%E9%A1%BE")
    '/S/RES/0(0)/cited-by?verb&year'
    """
    parts = urlsplit(address)
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    path = re.sub(r"%[0-9A-F%]+", "字", parts.path)
    return _ALL_DIGITS.sub("0", path) + ("?" + "&".join(names) if names else "")


class _KeepRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:  # None: the redirect is not followed
        return None


def fetch_from(site: str) -> Callable[[str], Answer]:
    """Return a function that requests a path of the portal at ``site``."""
    opener = build_opener(_KeepRedirects)

    def fetch(path: str) -> Answer:
        try:
            with opener.open(Request(site + path), timeout=60) as response:
                is_page = response.headers.get_content_type() == "text/html"
                return Answer(response.status, text=response.read().decode() if is_page else "")
        except HTTPError as error:
            return Answer(error.code, error.headers.get("Location", ""))

    return fetch


def main(site: str) -> int:
    """Print the problems and the number of requests by shape; return the exit status."""
    visited: Counter[str] = Counter()
    problems = 0
    for problem in crawl(fetch_from(site.rstrip("/")), visited=visited):
        problems += 1
        print(problem, flush=True)
    print(f"{visited.total()} links of {len(visited)} shapes, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
