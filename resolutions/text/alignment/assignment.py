"""Best assignment of rows to columns (Kuhn 1955, Munkres 1957), in the form of shortest augmenting paths."""

import math
from collections.abc import Sequence


def assign_best(scores: Sequence[Sequence[float]]) -> list[int]:
    """Return the column of each row, so that the sum of the scores is greatest; -1 for a row without one.

    >>> assign_best([[1.0, 5.0], [4.0, 6.0]])
    [1, 0]

    Work grows with the cube of the size.
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    if rows > columns:
        turned = assign_best([[row[column] for row in scores] for column in range(columns)])
        chosen = [-1] * rows
        for column, row in enumerate(turned):
            chosen[row] = column
        return chosen
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least, used = [math.inf] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            used[column] = True
            current, delta, following = owner[column], math.inf, 0
            for at in range(1, columns + 1):
                if used[at]:
                    continue
                cost = -scores[current - 1][at - 1] - of_row[current] - of_column[at]
                if cost < least[at]:
                    least[at], way[at] = cost, column
                if least[at] < delta:
                    delta, following = least[at], at
            for at in range(columns + 1):
                if used[at]:
                    of_row[owner[at]] += delta
                    of_column[at] -= delta
                else:
                    least[at] -= delta
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    chosen = [-1] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            chosen[owner[column] - 1] = column - 1
    return chosen
