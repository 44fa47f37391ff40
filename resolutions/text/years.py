"""Year of adoption by number, for resolutions of the Council and the Assembly.

The Council has numbered its resolutions continuously since 1946, so the last number of each year gives the year of
every number. Source of the last numbers: fixtures/catalogue/sc_resolutions.csv (a test compares the two). The loaded
catalogue is asked first (``resolutions.text.catalogue_lookup``); this table answers for what it lacks.
"""

from bisect import bisect_left

# fmt: off
COUNCIL_LAST_NUMBERS = (
    15, 37, 66, 78,                                                # 1946–1949
    89, 96, 98, 103, 105, 110, 121, 126, 131, 132,                 # 1950–1959
    160, 170, 177, 185, 199, 219, 232, 244, 262, 275,              # 1960–1969
    291, 307, 324, 344, 366, 384, 402, 422, 443, 461,              # 1970–1979
    484, 499, 528, 545, 559, 580, 593, 606, 626, 646,              # 1980–1989
    683, 725, 799, 892, 969, 1035, 1092, 1146, 1219, 1284,         # 1990–1999
    1334, 1386, 1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907,    # 2000–2009
    1966, 2032, 2085, 2132, 2195, 2259, 2336, 2397, 2451, 2503,    # 2010–2019
    2560, 2617, 2671, 2721, 2767, 2811,                            # 2020–2025
)
# Last numbers of the sessions I–XXX of the Assembly, which were numbered continuously: from the last volume
# of each regular session. Special sessions may have slightly higher numbers.
ASSEMBLY_LAST_NUMBERS = (
    103, 192, 290, 364, 498, 610, 735, 831, 914, 993,              # sessions I–X
    1136, 1234, 1350, 1478, 1620, 1765, 1870, 1996, 2024, 2138,    # sessions XI–XX
    2240, 2373, 2491, 2620, 2750, 2902, 3055, 3199, 3356, 3541,    # sessions XXI–XXX
)
# fmt: on
FIRST_YEAR = 1946
LAST_KNOWN_YEAR = FIRST_YEAR + len(COUNCIL_LAST_NUMBERS) - 1
_ASSEMBLY_SLACK = 20  # numbers by which resumed and special sessions overlap the volumes
HIGHEST_PLAUSIBLE = 3600  # exclusive
LATEST_PLAUSIBLE_YEAR = 2099


def council_year(number: int) -> int | None:
    """Return the year in which the Council adopted resolution ``number``; None beyond the table.

    >>> council_year(1267), council_year(2553), council_year(2900)
    (1999, 2020, None)

    """
    if number < 1 or number > COUNCIL_LAST_NUMBERS[-1]:
        return None
    return FIRST_YEAR + bisect_left(COUNCIL_LAST_NUMBERS, number)


def council_year_fits(number: int, year: int) -> bool:
    """Return True if resolution ``number`` can be of ``year``; beyond the table any later year fits."""
    known = council_year(number)
    if known is not None:
        return known == year
    return COUNCIL_LAST_NUMBERS[-1] < number < HIGHEST_PLAUSIBLE and LAST_KNOWN_YEAR < year <= LATEST_PLAUSIBLE_YEAR


def assembly_session(number: int) -> int | None:
    """Return the session I–XXX that adopted Assembly resolution ``number``; None after 1975.

    >>> assembly_session(1514), assembly_session(2758), assembly_session(9999)
    (15, 26, None)

    """
    if number < 1 or number > ASSEMBLY_LAST_NUMBERS[-1]:
        return None
    return bisect_left(ASSEMBLY_LAST_NUMBERS, number) + 1


def assembly_session_fits(number: int, session: int) -> bool:
    """Return True if ``number`` is one of the session I–XXX, with a margin for resumed sessions."""
    if not 1 <= session <= len(ASSEMBLY_LAST_NUMBERS):
        return False
    first = ASSEMBLY_LAST_NUMBERS[session - 2] if session > 1 else 0
    return first - _ASSEMBLY_SLACK < number <= ASSEMBLY_LAST_NUMBERS[session - 1] + _ASSEMBLY_SLACK
