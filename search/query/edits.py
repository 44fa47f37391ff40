"""Strings that differ by one character, as a slip of the hand makes them."""

MIN_EDITED_LENGTH = 3  # characters; of two characters, one changed is too much


def is_one_edit(left: str, right: str) -> bool:
    """Return True when one character is added, removed or replaced and both strings are long enough.

    >>> is_one_edit("安全理事会", "安全理士会"), is_one_edit("和平", "和谈")
    (True, False)
    """
    shorter, longer = sorted((len(left), len(right)))
    if longer - shorter > 1 or shorter < MIN_EDITED_LENGTH:
        return False
    start = 0
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return longer - start - end <= 1
