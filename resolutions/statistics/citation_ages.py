"""Ages of cited documents in years: the year of the citing document minus that of the cited."""

from collections import Counter
from typing import NamedTuple


class AgeBucket(NamedTuple):
    """Ages from ``first`` to ``last``, both inclusive."""

    name: str
    first: int
    last: int

    @property
    def key(self) -> str:
        """Return the ages as an address writes them: ``0``, ``6-10``."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


# Single years for the ages of most citations, then longer spans.
AGE_BUCKETS = (
    AgeBucket("同年", 0, 0),
    *(AgeBucket(f"{age}年", age, age) for age in range(1, 6)),
    AgeBucket("6–10年", 6, 10),
    AgeBucket("11–20年", 11, 20),
    AgeBucket("21–30年", 21, 30),
    AgeBucket("31–50年", 31, 50),
    AgeBucket("50年以上", 51, 1000),
)


def median_age(ages: Counter[int]) -> int:
    """Return the median of ``ages``, which counts citations by age; of two middle ages the smaller.

    0 when nothing is counted.

    >>> median_age(Counter({0: 3, 1: 1, 30: 2}))
    0
    """
    left = (ages.total() + 1) // 2
    for age in sorted(ages):
        left -= ages[age]
        if left <= 0:
            return age
    return 0


def format_age(age: int) -> str:
    """Return ``3 年``, or ``不满一年`` for 0."""
    return f"{age} 年" if age else "不满一年"
