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
# First and last numbers of the sessions I–XXX of the Assembly, which numbered continuously with the special sessions
# between them, from dated resolutions of each session. Where two sessions overlap, a number is in doubt.
ASSEMBLY_NUMBERS = (
    (1, 103), (108, 184), (190, 287), (288, 375), (376, 501),                     # sessions I–V
    (501, 609), (610, 712), (713, 807), (806, 912), (913, 996),                   # sessions VI–X
    (1009, 1133), (1134, 1236), (1238, 1350), (1351, 1473), (1475, 1620),         # sessions XI–XV
    (1623, 1747), (1748, 1871), (1881, 1992), (1993, 2007), (2008, 2132),         # sessions XVI–XX
    (2133, 2247), (2257, 2374), (2375, 2491), (2492, 2620), (2621, 2750),         # sessions XXI–XXV
    (2751, 2903), (2903, 3049), (3050, 3200), (3203, 3361), (3363, 3541),         # sessions XXVI–XXX
)
# Special and emergency special sessions with the numbers of that series, by the session as printed.
SPECIAL_SESSION_NUMBERS = {
    "S-1": (104, 107), "S-2": (185, 189), "S-III": (1621, 1622), "S-IV": (1872, 1880), "S-V": (2248, 2250),
    "S-VI": (3201, 3202), "S-VII": (3362, 3362), "ES-I": (997, 1003), "ES-II": (1004, 1008), "ES-III": (1237, 1238),
    "ES-IV": (1474, 1475), "ES-V": (2251, 2258),
}
# fmt: on
FIRST_YEAR = 1946
SESSION_YEAR_OFFSET = 1945  # the Assembly's session n begins in the autumn of 1945 + n
LAST_KNOWN_YEAR = FIRST_YEAR + len(COUNCIL_LAST_NUMBERS) - 1
_ASSEMBLY_DOUBT = 3  # numbers by which the borders may be wrong
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
    """Return the session I–XXX that adopted Assembly resolution ``number``; None for a special session or after 1975.

    >>> assembly_session(1514), assembly_session(2758), assembly_session(186), assembly_session(9999)
    (15, 26, None, None)

    """
    return next((session for session, span in enumerate(ASSEMBLY_NUMBERS, 1) if span[0] <= number <= span[1]), None)


def special_session(number: int) -> str:
    """Return the special session that adopted Assembly resolution ``number``, as printed; empty for a regular one.

    >>> special_session(186), special_session(997), special_session(1514)
    ('S-2', 'ES-I', '')

    """
    return next((name for name, (first, last) in SPECIAL_SESSION_NUMBERS.items() if first <= number <= last), "")


def assembly_session_fits(number: int, session: int) -> bool:
    """Return True if ``number`` is one of the session I–XXX, with a margin for doubtful borders."""
    if not 1 <= session <= len(ASSEMBLY_NUMBERS):
        return False
    first, last = ASSEMBLY_NUMBERS[session - 1]
    return max(1, first - _ASSEMBLY_DOUBT) <= number <= last + _ASSEMBLY_DOUBT


def assembly_year_fits(number: int, year: int) -> bool:
    """Return True if Assembly resolution ``number`` of 1946–1975 can be of ``year``.

    A session begins in autumn and may go on in the next year; a special session meets in the year behind the last one.
    """
    session = year - SESSION_YEAR_OFFSET
    if special_session(number):
        return (
            1 < session <= len(ASSEMBLY_NUMBERS)
            and ASSEMBLY_NUMBERS[session - 2][1] < number < ASSEMBLY_NUMBERS[session - 1][0]
        )
    return assembly_session_fits(number, session) or assembly_session_fits(number, session - 1)
