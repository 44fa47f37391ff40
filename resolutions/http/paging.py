"""Pages of lists: an address that names no page gets the nearest page and a sentence."""

from typing import Any, NamedTuple

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.utils.translation import gettext

_LAST = "last"  # Django's name of the last page


class FoundPage(NamedTuple):
    """A page of a list; ``notice`` says that the wanted page does not exist, "" when it does."""

    page: Any
    notice: str

    @property
    def status(self) -> int:
        """Return the status of the answer: 404 when the wanted page does not exist."""
        return 404 if self.notice else 200


def find_page(paginator: Paginator, typed: str | None) -> FoundPage:
    """Find the page that an address names; of numbers after the last page the last, of other words the first."""
    last = paginator.num_pages
    if not typed or typed == _LAST:
        return FoundPage(paginator.page(last if typed else 1), "")
    try:
        return FoundPage(paginator.page(typed), "")
    except PageNotAnInteger:
        notice = gettext("“{typed}”不是页码，以下是第 1 页。").format(typed=typed[:20])
        return FoundPage(paginator.page(1), notice)
    except EmptyPage:
        nearest = 1 if int(typed) < 1 else last
        number = str(int(typed))[:20]
        notice = (
            gettext("没有第 {number} 页，这份清单只有一页。")
            if last == 1
            else gettext("没有第 {number} 页，最后一页是第 {last} 页，以下是第 {nearest} 页。")
        )
        return FoundPage(paginator.page(nearest), notice.format(number=number, last=last, nearest=nearest))
