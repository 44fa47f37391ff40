# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The kernels of ``plain.py`` as loops of the machine, with the same arguments and the same answers.

Positions are 32-bit numbers here; ``choose_kernels`` takes ``plain`` for an index with larger ones. All arrays ascend
unless they are scores. Sums of scores are made in the order of ``plain`` and in its precision.
"""

import numpy as np

from libc.math cimport log
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc

NAME = "compiled"
cdef enum:
    MERGE_RATIO = 4  # an array less than so many times as long is walked through; in a longer one values are sought


cdef Py_ssize_t _seek(const uint32_t* values, Py_ssize_t at, Py_ssize_t size, uint64_t wanted) noexcept nogil:
    """Return the first index from ``at`` on whose value is not below ``wanted``; few steps when it is near."""
    cdef Py_ssize_t step = 1, end, middle
    if at >= size or values[at] >= wanted:
        return at
    while at + step < size and values[at + step] < wanted:
        at += step
        step *= 2
    end = at + step if at + step < size else size
    at += 1
    while at < end:
        middle = (at + end) >> 1
        if values[middle] < wanted:
            at = middle + 1
        else:
            end = middle
    return at


cdef Py_ssize_t _seek_even(
    const uint32_t* values, Py_ssize_t at, Py_ssize_t size, uint64_t wanted, double density
) noexcept nogil:
    """Seek in values that are spread evenly, ``density`` of them per unit: begin near where the value should be."""
    cdef Py_ssize_t step = 1, guess, end, middle
    if at >= size or values[at] >= wanted:
        return at
    guess = at + <Py_ssize_t>((wanted - values[at]) * density)
    if guess >= size:
        guess = size - 1
    if values[guess] < wanted:
        return _seek(values, guess, size, wanted)
    end = guess
    while guess - step > at and values[guess - step] >= wanted:
        end = guess - step
        step *= 2
    if guess - step > at:
        at = guess - step
    at += 1
    while at < end:
        middle = (at + end) >> 1
        if values[middle] < wanted:
            at = middle + 1
        else:
            end = middle
    return at


cdef Py_ssize_t _seek_id(const int64_t* values, Py_ssize_t at, Py_ssize_t size, int64_t wanted) noexcept nogil:
    cdef Py_ssize_t step = 1, end, middle
    if at >= size or values[at] >= wanted:
        return at
    while at + step < size and values[at + step] < wanted:
        at += step
        step *= 2
    end = at + step if at + step < size else size
    at += 1
    while at < end:
        middle = (at + end) >> 1
        if values[middle] < wanted:
            at = middle + 1
        else:
            end = middle
    return at


cdef const uint32_t* _start(const uint32_t[::1] values) noexcept:
    return &values[0] if values.shape[0] else NULL


cdef Py_ssize_t _keep_followed(
    uint32_t* kept, Py_ssize_t count, const uint32_t* others, Py_ssize_t size, uint64_t offset
) noexcept nogil:
    """Keep those of the first ``count`` positions that are among the others when ``offset`` is added."""
    cdef Py_ssize_t index = 0, at = 0, left = 0
    cdef uint64_t wanted, other
    if size < MERGE_RATIO * count:  # no branch depends on the data, so that the processor need not guess
        while index < count and at < size:
            wanted, other = kept[index] + offset, others[at]
            kept[left] = kept[index]
            left += wanted == other
            index += wanted <= other
            at += other <= wanted
        return left
    for index in range(count):
        at = _seek(others, at, size, kept[index] + offset)
        if at == size:
            break
        if others[at] == kept[index] + offset:
            kept[left] = kept[index]
            left += 1
    return left


def find_phrase(list terms):
    """See ``plain.find_phrase``."""
    cdef const uint32_t[::1] values
    cdef uint32_t* kept
    cdef Py_ssize_t count, size, index
    cdef uint64_t offset
    cdef uint32_t[::1] found
    if not terms:
        return np.empty(0, np.uint32)
    terms = sorted(terms, key=_length_of_positions)
    rarest, first_offset = terms[0]
    if len(terms) == 1 and not first_offset:
        return rarest
    values, offset = rarest, first_offset
    size = values.shape[0]
    array = np.empty(size, np.uint32)
    if not size:
        return array
    found = array
    kept = &found[0]
    count = 0
    for index in range(size):
        if values[index] >= offset:
            kept[count] = <uint32_t>(values[index] - offset)
            count += 1
    for positions, following_offset in terms[1:]:
        values = positions
        count = _keep_followed(kept, count, _start(values), values.shape[0], following_offset)
        if not count:
            break
    return array[:count]


def _length_of_positions(term):
    return len(term[0])


def select_clear(const uint32_t[::1] positions, list parts, uint64_t first, uint64_t last):
    """See ``plain.select_clear``."""
    cdef const uint32_t[::1] structure
    cdef const uint32_t* marks
    cdef Py_ssize_t index = 0, count = 0, size, at, total = positions.shape[0]
    cdef uint64_t base, end, position
    cdef double density
    array = np.empty(total, np.uint32)
    if not total:
        return array
    cdef uint32_t[::1] found = array
    for part_base, part_end, part_structure in parts:
        base, end, structure = part_base, part_end, part_structure
        marks, size = _start(structure), structure.shape[0]
        at = 0
        density = size / (<double>marks[size - 1] + 1) if size else 0
        while index < total and positions[index] < end:
            position = positions[index] - base
            at = _seek_even(marks, at, size, position + first + 1, density)
            if at == size or marks[at] >= position + last:
                found[count] = positions[index]
                count += 1
            index += 1
    return array[:count]


def count_documents(const uint32_t[::1] positions, const uint32_t[::1] starts, const uint8_t[::1] live):
    """See ``plain.count_documents``."""
    cdef Py_ssize_t total = positions.shape[0], size = live.shape[0], index = 0, document = 0, count = 0, end
    cdef Py_ssize_t most = total if total < size else size
    ids, frequencies = np.empty(most, np.int64), np.empty(most, np.float32)
    if not most:
        return ids, frequencies
    cdef int64_t[::1] found = ids
    cdef float[::1] counts = frequencies
    while index < total:
        document = _seek(&starts[0], document, size + 1, <uint64_t>positions[index] + 1)
        end = index + 1
        while end < total and positions[end] < starts[document]:
            end += 1
        if live[document - 1]:
            found[count], counts[count] = document - 1, end - index
            count += 1
        index = end
    return ids[:count], frequencies[:count]


def score(const int64_t[::1] ids, const float[::1] frequencies, const float[::1] norms, Py_ssize_t documents, double k1):
    """See ``plain.score``."""
    cdef Py_ssize_t size = ids.shape[0], index
    impacts = np.empty(size, np.float32)
    if not size:
        return impacts
    cdef float[::1] values = impacts
    cdef float factor = <float>(log(1 + (documents - size + 0.5) / (size + 0.5)) * (k1 + 1))
    for index in range(size):
        values[index] = frequencies[index] / (frequencies[index] + norms[ids[index]]) * factor
    return impacts


def sum_scores(const int64_t[::1] ids, list parts, const float[::1] constants):
    """See ``plain.sum_scores``."""
    cdef Py_ssize_t size = ids.shape[0], index
    cdef const int64_t[::1] found
    cdef const float[::1] values
    cdef float factor, part
    cdef float* totals
    scores = np.empty(size, np.float32)
    if not size:
        return scores
    totals = <float*>calloc(constants.shape[0], sizeof(float))
    if not totals:
        raise MemoryError
    try:
        for part_ids, impacts, part_factor in parts:
            found, factor = part_ids, part_factor
            if impacts is None:
                for index in range(found.shape[0]):
                    totals[found[index]] += factor
            else:
                values = impacts
                for index in range(found.shape[0]):
                    part = values[index] * factor
                    totals[found[index]] += part
        _gather(scores, ids, totals, constants)
    finally:
        free(totals)
    return scores


cdef void _gather(float[::1] scores, const int64_t[::1] ids, float* totals, const float[::1] constants) noexcept:
    cdef Py_ssize_t index
    for index in range(ids.shape[0]):
        scores[index] = totals[ids[index]] + constants[ids[index]]


cdef Py_ssize_t _keep_common(int64_t* kept, Py_ssize_t count, const int64_t* others, Py_ssize_t size) noexcept nogil:
    """Keep those of the first ``count`` documents that are in the others too; return their number."""
    cdef Py_ssize_t index = 0, at = 0, left = 0
    cdef int64_t wanted, other
    if size < MERGE_RATIO * count:
        while index < count and at < size:
            wanted, other = kept[index], others[at]
            kept[left] = wanted
            left += wanted == other
            index += wanted <= other
            at += other <= wanted
        return left
    for index in range(count):
        at = _seek_id(others, at, size, kept[index])
        if at == size:
            break
        if others[at] == kept[index]:
            kept[left] = kept[index]
            left += 1
    return left


cdef Py_ssize_t _merge(
    int64_t* merged, const int64_t* one, Py_ssize_t size, const int64_t* other, Py_ssize_t other_size
) noexcept nogil:
    cdef Py_ssize_t at = 0, index = 0, count = 0
    cdef int64_t first, second
    while at < size and index < other_size:
        first, second = one[at], other[index]
        merged[count] = first if first < second else second
        count += 1
        at += first <= second
        index += second <= first
    while at < size:
        merged[count] = one[at]
        at += 1
        count += 1
    while index < other_size:
        merged[count] = other[index]
        index += 1
        count += 1
    return count


def intersect(list lists):
    """See ``plain.intersect``."""
    cdef const int64_t[::1] values
    cdef int64_t[::1] found
    cdef Py_ssize_t count = -1, at, shortest = 0
    if len(lists) == 1:
        return lists[0]
    for at, ids in enumerate(lists):
        if count < 0 or len(ids) < count:
            count, shortest = len(ids), at
    if not count:
        return lists[shortest]
    array = np.array(lists[shortest])
    found = array
    for at, ids in enumerate(lists):
        if at != shortest and count:
            values = ids
            count = _keep_common(&found[0], count, &values[0], values.shape[0])
    return array[:count]


def unite(list lists):
    """See ``plain.unite``."""
    cdef const int64_t[::1] one, other
    cdef int64_t[::1] found
    united = lists[0]
    for ids in lists[1:]:
        if not len(ids) or not len(united):
            united = united if len(united) else ids
            continue
        one, other = united, ids
        array = np.empty(one.shape[0] + other.shape[0], np.int64)
        found = array
        united = array[: _merge(&found[0], &one[0], one.shape[0], &other[0], other.shape[0])]
    return united


def match_words(list words):
    """See ``plain.match_words``."""
    cdef const int64_t[::1] values
    cdef Py_ssize_t size = 0, index, count = 0
    cdef int64_t[::1] found
    cdef uint8_t* had
    cdef uint8_t number = 0
    columns = []
    for ids, parts in words:
        column = unite([ids, intersect(parts)]) if parts else ids
        if not len(column):
            return column
        columns.append(column)
    if len(columns) == 1:
        return columns[0]
    columns.sort(key=len)
    values = columns[0]
    if len(columns) > 100 or len(columns[len(columns) - 1]) > 64 * len(columns[0]):
        return intersect(columns)
    array = np.empty(values.shape[0], np.int64)
    found = array
    for column in columns:
        values = column
        size = max(size, values[values.shape[0] - 1] + 1)
    had = <uint8_t*>calloc(size, 1)  # how many of the first columns each document is in
    if not had:
        raise MemoryError
    try:
        for column in columns[1:]:
            values = column
            for index in range(values.shape[0]):
                had[values[index]] += had[values[index]] == number
            number += 1
        values = columns[0]
        for index in range(values.shape[0]):
            found[count] = values[index]
            count += had[values[index]] == number
    finally:
        free(had)
    return array[:count]


def merge_positions(list lists):
    """See ``plain.merge_positions``."""
    cdef const uint32_t[::1] one, other
    cdef uint32_t[::1] found
    cdef Py_ssize_t at, index, count, size, other_size
    cdef uint32_t first, second
    lists = sorted(lists, key=len)
    merged = lists[0]
    for positions in lists[1:]:
        if not len(merged):
            merged = positions
            continue
        one, other = merged, positions
        size, other_size = one.shape[0], other.shape[0]
        array = np.empty(size + other_size, np.uint32)
        found = array
        at = index = count = 0
        while at < size and index < other_size:
            first, second = one[at], other[index]
            found[count] = first if first < second else second
            count += 1
            at += first <= second
            index += second < first
        while at < size:
            found[count] = one[at]
            at += 1
            count += 1
        while index < other_size:
            found[count] = other[index]
            index += 1
            count += 1
        merged = array
    return merged


def are_in(const int64_t[::1] wanted, const int64_t[::1] ids):
    """See ``plain.are_in``."""
    cdef Py_ssize_t size = wanted.shape[0], count = ids.shape[0], index, at = 0
    array = np.zeros(size, bool)
    if not size or not count:
        return array
    cdef uint8_t[::1] flags = array.view(np.uint8)
    for index in range(size):
        at = _seek_id(&ids[0], at, count, wanted[index])
        if at == count:
            break
        flags[index] = ids[at] == wanted[index]
    return array


def add_nearness(
    float[::1] scores,
    const int64_t[::1] ids,
    list lists,
    const uint32_t[::1] starts,
    Py_ssize_t wanted,
    const int64_t[::1] near_ids,
    Py_ssize_t near_distance,
    double boost,
    double span_of_half,
):
    """See ``plain.add_nearness``."""
    cdef Py_ssize_t count = len(lists) - 1, size, number, index, at = 0, other, cursor, place
    cdef Py_ssize_t documents = ids.shape[0]
    cdef const uint32_t[::1] values
    cdef const uint32_t* rarest
    cdef const int64_t[::1] best
    cdef uint32_t position, span, distance, before, least, begin, end
    cdef double threshold = -1e30, score
    lists = sorted(lists, key=len)
    values = lists[0]
    rarest, size = &values[0], values.shape[0]
    if 0 < wanted < documents:
        threshold = 1e30
        best = find_best(scores, wanted)
        for index in range(best.shape[0]):
            number = best[index]
            score = scores[number]
            if near_ids.shape[0]:
                place = _seek_id(&near_ids[0], 0, near_ids.shape[0], ids[number])
                if place < near_ids.shape[0] and near_ids[place] == ids[number]:
                    score += boost / (1 + near_distance / span_of_half)
            threshold = score if score < threshold else threshold
        threshold -= boost + 0.01
    cdef const uint32_t** others = <const uint32_t**>malloc(count * sizeof(uint32_t*))
    cdef Py_ssize_t* sizes = <Py_ssize_t*>malloc(count * sizeof(Py_ssize_t))
    cdef Py_ssize_t* cursors = <Py_ssize_t*>malloc(count * sizeof(Py_ssize_t))
    if not (others and sizes and cursors):
        free(others)
        free(sizes)
        free(cursors)
        raise MemoryError
    try:
        for other in range(count):
            values = lists[other + 1]
            others[other], sizes[other], cursors[other] = &values[0], values.shape[0], 0
        for number in range(documents):
            if scores[number] < threshold:
                continue
            begin, end = starts[ids[number]], starts[ids[number] + 1]
            at = _seek(rarest, at, size, begin)
            if at == size:
                break
            index, least = at, 0xFFFFFFFF
            while index < size and rarest[index] < end:
                position, span = rarest[index], 0
                for other in range(count):
                    cursor = _seek(others[other], cursors[other], sizes[other], position)
                    cursors[other], distance = cursor, 0xFFFFFFFF
                    if cursor < sizes[other] and others[other][cursor] < end:
                        distance = others[other][cursor] - position
                    if cursor and others[other][cursor - 1] >= begin:
                        before = position - others[other][cursor - 1]
                        distance = before if before < distance else distance
                    span = distance if distance > span else span
                least = span if span < least else least
                index += 1
            if index > at:
                scores[number] = <float>(scores[number] + boost / (1 + least / span_of_half))
                at = index
    finally:
        free(others)
        free(sizes)
        free(cursors)


cdef inline bint _is_below(float key, int64_t index, float other_key, int64_t other_index) noexcept nogil:
    return key < other_key or (key == other_key and index > other_index)


cdef void _sift(float* keys, int64_t* indices, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    """Move the entry ``at`` of a heap, whose root is the worst entry, down to where it belongs."""
    cdef Py_ssize_t child
    cdef float key = keys[at]
    cdef int64_t index = indices[at]
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and _is_below(keys[child + 1], indices[child + 1], keys[child], indices[child]):
            child += 1
        if not _is_below(keys[child], indices[child], key, index):
            break
        keys[at], indices[at] = keys[child], indices[child]
        at = child
    keys[at], indices[at] = key, index


def find_best(const float[::1] scores, Py_ssize_t wanted):
    """See ``plain.find_best``."""
    cdef Py_ssize_t size = scores.shape[0], index, left
    wanted = min(wanted, size)
    best = np.empty(max(wanted, 0), np.int64)
    if wanted <= 0:
        return best
    cdef int64_t[::1] found = best
    cdef int64_t* indices = &found[0]
    cdef float* keys = <float*>malloc(wanted * sizeof(float))
    if not keys:
        raise MemoryError
    for index in range(wanted):
        keys[index], indices[index] = scores[index], index
    for index in range(wanted // 2 - 1, -1, -1):
        _sift(keys, indices, wanted, index)
    for index in range(wanted, size):
        if scores[index] > keys[0]:
            keys[0], indices[0] = scores[index], index
            _sift(keys, indices, wanted, 0)
    for left in range(wanted - 1, 0, -1):  # the worst one goes to the end
        keys[0], keys[left] = keys[left], keys[0]
        indices[0], indices[left] = indices[left], indices[0]
        _sift(keys, indices, left, 0)
    free(keys)
    return best
