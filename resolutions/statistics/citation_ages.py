"""How old what is cited is, in years."""

from collections import Counter

# Name, first and last age. One by one while most is cited, then in longer spans.
AGE_BUCKETS = [
    ("同年", 0, 0),
    *((f"{n}年", n, n) for n in range(1, 6)),
    ("6–10年", 6, 10),
    ("11–20年", 11, 20),
    ("21–30年", 21, 30),
    ("31–50年", 31, 50),
    ("50年以上", 51, 1000),
]


def median_age(ages: Counter[int]) -> int:
    """The age in the middle; of an even number the younger of the two. 0 when nothing is counted.

    >>> median_age(Counter({0: 3, 1: 1, 30: 2}))
    0
    """
    half = (ages.total() + 1) // 2
    for age in sorted(ages):
        half -= ages[age]
        if half <= 0:
            return age
    return 0


def format_age(age: int) -> str:
    return f"{age} 年" if age else "不满一年"
