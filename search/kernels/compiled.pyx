# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The kernels of ``plain.py`` as loops of the machine, with the same arguments and the same answers.

Positions are 32-bit numbers here; ``choose_kernels`` takes ``plain`` for an index with larger ones. All arrays ascend
unless they are scores. Sums of scores are made in the order of ``plain`` and in its precision.
"""

import numpy as np

cimport numpy as cnp
from libc.math cimport log
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset

cnp.import_array()
NAME = "compiled"
cdef enum:
    MERGE_RATIO = 4  # an array less than so many times as long is walked through; in a longer one values are sought
    MARKS_AT_ONCE = 57  # bits of marks that one unaligned word of 64 has in any case
    PADDING = 8  # bytes after the marks, so that such a word can be read from the last one


# Arrays are taken by their address: a view of the buffer would cost more than many of the loops. Type, order of bytes,
# dimension and contiguity are checked instead.


cdef void* _address(object array, int type_number, int other) except? NULL:
    """Return where the entries of an array of one of two types begin."""
    if not cnp.PyArray_Check(array):
        raise TypeError("no array")
    cdef cnp.ndarray typed = <cnp.ndarray>array
    cdef int found = cnp.PyArray_TYPE(typed)
    if (
        (found != type_number and found != other)
        or cnp.PyArray_NDIM(typed) != 1
        or not cnp.PyArray_IS_C_CONTIGUOUS(typed)
        or not cnp.PyArray_ISNOTSWAPPED(typed)
    ):
        raise TypeError("an array of another type or form")
    return cnp.PyArray_DATA(typed)


cdef inline const uint32_t* _positions(object array) except? NULL:
    return <const uint32_t*>_address(array, cnp.NPY_UINT32, cnp.NPY_UINT32)


cdef inline int64_t* _ids(object array) except? NULL:
    return <int64_t*>_address(array, cnp.NPY_INT64, cnp.NPY_LONGLONG)


cdef inline float* _floats(object array) except? NULL:
    return <float*>_address(array, cnp.NPY_FLOAT32, cnp.NPY_FLOAT32)


cdef inline uint8_t* _bytes(object array) except? NULL:
    return <uint8_t*>_address(array, cnp.NPY_UINT8, cnp.NPY_BOOL)


cdef inline uint64_t* _words(object array) except? NULL:
    return <uint64_t*>_address(array, cnp.NPY_UINT64, cnp.NPY_ULONGLONG)


cdef inline Py_ssize_t _size(object array) except -1:
    if not cnp.PyArray_Check(array) or cnp.PyArray_NDIM(<cnp.ndarray>array) != 1:
        raise TypeError("no array of one dimension")
    return cnp.PyArray_DIM(<cnp.ndarray>array, 0)


cdef inline object _make(Py_ssize_t size, int type_number):
    cdef cnp.npy_intp dimension = size
    return cnp.PyArray_EMPTY(1, &dimension, type_number, 0)


cdef inline object _first(object array, Py_ssize_t count):
    """Return the first ``count`` entries of an array."""
    return array if count == _size(array) else array[:count]


ctypedef fused Number:
    uint32_t  # a position
    int64_t  # the number of a document


cdef Py_ssize_t _seek(const Number* values, Py_ssize_t at, Py_ssize_t size, int64_t wanted) noexcept nogil:
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
    cdef const uint32_t* values
    cdef uint32_t* kept
    cdef Py_ssize_t count, size, index, number = len(terms), shortest = 0, least = -1
    cdef uint64_t offset
    if not number:
        return _make(0, cnp.NPY_UINT32)
    for index in range(number):
        values = _positions(terms[index][0])
        size = _size(terms[index][0])
        if least < 0 or size < least:
            least, shortest = size, index
    rarest, offset = terms[shortest]
    if not least or (number == 1 and not offset):
        return rarest
    if number > 2:
        terms = sorted(terms, key=_length_of_positions)
        shortest = 0
        rarest, offset = terms[0]
    array = _make(least, cnp.NPY_UINT32)
    kept, values = <uint32_t*>_positions(array), _positions(rarest)
    if offset:
        count = 0
        for index in range(least):
            kept[count] = <uint32_t>(values[index] - offset)
            count += values[index] >= offset
    else:
        count = least
        memcpy(kept, values, count * sizeof(uint32_t))
    for index in range(number):
        if index != shortest:
            positions, offset = terms[index]
            count = _keep_followed(kept, count, _positions(positions), _size(positions), offset)
            if not count:
                break
    return _first(array, count)


def _length_of_positions(term):
    return len(term[0])


def pack_marks(marks, uint64_t size):
    """See ``plain.pack_marks``: a bit for each position, 1 where a mark is."""
    cdef const uint32_t* values = _positions(marks)
    cdef Py_ssize_t index
    packed = np.zeros(size // 8 + 1 + PADDING, np.uint8)
    cdef uint8_t* bits = _bytes(packed)
    for index in range(_size(marks)):
        if values[index] < size:
            bits[values[index] >> 3] |= 1 << (values[index] & 7)
    return packed


cdef inline bint _is_clear(const uint8_t* bits, uint64_t at, uint64_t left, uint64_t end) noexcept nogil:
    """Return whether none of ``left`` bits from ``at`` on is set; those from ``end`` on are not looked at."""
    cdef uint64_t word, count
    while left and at < end:
        count = left if left < MARKS_AT_ONCE else MARKS_AT_ONCE
        memcpy(&word, bits + (at >> 3), 8)
        if (word >> (at & 7)) & ((<uint64_t>1 << count) - 1):
            return False
        at += count
        left -= count
    return True


def select_clear(positions, list parts, uint64_t first, uint64_t last):
    """See ``plain.select_clear``."""
    cdef const uint32_t* values = _positions(positions)
    cdef const uint8_t* bits
    cdef Py_ssize_t total = _size(positions), index = 0, count = 0
    cdef uint64_t base, end, size, left = last - first - 1 if last > first else 0
    array = _make(total, cnp.NPY_UINT32)
    cdef uint32_t* found = <uint32_t*>_positions(array)
    for part_base, part_end, packed in parts:
        base, end, bits, size = part_base, part_end, _bytes(packed), (_size(packed) - PADDING) * 8
        while index < total and values[index] < end:
            found[count] = values[index]
            count += _is_clear(bits, values[index] - base + first + 1, left, size)
            index += 1
    return _first(array, count)


def count_documents(positions, starts, live):
    """See ``plain.count_documents``."""
    cdef const uint32_t* values = _positions(positions)
    cdef const uint32_t* bounds = _positions(starts)
    cdef const uint8_t* is_live = _bytes(live)
    cdef Py_ssize_t total = _size(positions), size = _size(live), index = 0, document = 0, count = 0, end
    cdef Py_ssize_t most = total if total < size else size
    ids, frequencies = _make(most, cnp.NPY_INT64), _make(most, cnp.NPY_FLOAT32)
    cdef int64_t* found = _ids(ids)
    cdef float* counts = _floats(frequencies)
    if not most:
        return ids, frequencies
    while index < total:
        document = _seek(bounds, document, size + 1, <uint64_t>values[index] + 1)
        end = index + 1
        while end < total and values[end] < bounds[document]:
            end += 1
        if is_live[document - 1]:
            found[count], counts[count] = document - 1, end - index
            count += 1
        index = end
    return _first(ids, count), _first(frequencies, count)


def score(ids, frequencies, norms, Py_ssize_t documents, double k1):
    """See ``plain.score``."""
    cdef Py_ssize_t size = _size(ids), index
    cdef const int64_t* numbers = _ids(ids)
    cdef const float* counts = _floats(frequencies)
    cdef const float* norm_of = _floats(norms)
    cdef float factor = <float>(log(1 + (documents - size + 0.5) / (size + 0.5)) * (k1 + 1))
    impacts = _make(size, cnp.NPY_FLOAT32)
    cdef float* values = _floats(impacts)
    for index in range(size):
        values[index] = counts[index] / (counts[index] + norm_of[numbers[index]]) * factor
    return impacts


def sum_scores(ids, list parts, constants):
    """See ``plain.sum_scores``."""
    cdef Py_ssize_t size = _size(ids), count, index
    cdef const int64_t* numbers = _ids(ids)
    cdef const int64_t* found
    cdef const float* values
    cdef const float* constant_of = _floats(constants)
    cdef float factor, part
    cdef float* totals
    cdef float* sums
    scores = _make(size, cnp.NPY_FLOAT32)
    sums = _floats(scores)
    if not size:
        return scores
    totals = <float*>calloc(_size(constants), sizeof(float))
    if not totals:
        raise MemoryError
    try:
        for part_ids, impacts, part_factor in parts:
            found, count, factor = _ids(part_ids), _size(part_ids), part_factor
            if impacts is None:
                for index in range(count):
                    totals[found[index]] += factor
            else:
                values = _floats(impacts)
                for index in range(count):
                    part = values[index] * factor
                    totals[found[index]] += part
        for index in range(size):
            sums[index] = totals[numbers[index]] + constant_of[numbers[index]]
    finally:
        free(totals)
    return scores


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
        at = _seek(others, at, size, kept[index])
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


cdef int _require(list lists) except -1:
    if not lists:
        raise ValueError("nothing to combine")
    return 0


def intersect(list lists):
    """See ``plain.intersect``."""
    cdef Py_ssize_t count = -1, at, shortest = 0
    cdef int64_t* found
    _require(lists)
    if len(lists) == 1:
        return lists[0]
    for at, ids in enumerate(lists):
        if count < 0 or _size(ids) < count:
            count, shortest = _size(ids), at
    if not count:
        return lists[shortest]
    array = _make(count, cnp.NPY_INT64)
    found = _ids(array)
    memcpy(found, _ids(lists[shortest]), count * sizeof(int64_t))
    for at, ids in enumerate(lists):
        if at != shortest and count:
            count = _keep_common(found, count, _ids(ids), _size(ids))
    return _first(array, count)


def unite(list lists):
    """See ``plain.unite``."""
    _require(lists)
    united = lists[0]
    for ids in lists[1:]:
        if not _size(ids) or not _size(united):
            united = united if _size(united) else ids
            continue
        array = _make(_size(united) + _size(ids), cnp.NPY_INT64)
        united = _first(array, _merge(_ids(array), _ids(united), _size(united), _ids(ids), _size(ids)))
    return united


def pack_ids(ids, Py_ssize_t documents):
    """See ``plain.pack_ids``: a bit for each document."""
    cdef const int64_t* numbers = _ids(ids)
    cdef Py_ssize_t index, size = _size(ids)
    if size and not 0 <= numbers[0] <= numbers[size - 1] < documents:
        raise IndexError("a document of another number")
    bits = _make((documents + 63) >> 6, cnp.NPY_UINT64)
    cdef uint64_t* words = _words(bits)
    memset(words, 0, _size(bits) * sizeof(uint64_t))
    for index in range(size):
        words[numbers[index] >> 6] |= <uint64_t>1 << (numbers[index] & 63)
    return bits


cdef extern from *:
    int __builtin_ctzll(uint64_t) noexcept nogil
    int __builtin_popcountll(uint64_t) noexcept nogil


def match_words(list words):
    """See ``plain.match_words``."""
    cdef Py_ssize_t size = 0, index, at, count = 0
    cdef uint64_t* kept
    cdef uint64_t* of_parts
    cdef const uint64_t* bits
    cdef uint64_t word
    cdef int64_t* found
    _require(words)
    if len(words) == 1 and not words[0][2]:
        return words[0][0]
    for _, packed, parts in words:
        if packed is None or _has_none(parts):
            columns = [(ids, [one for one, _ in parts]) for ids, _, parts in words]
            return intersect([unite([ids, intersect(parts)]) if parts else ids for ids, parts in columns])
    size = _size(words[0][1])
    kept = <uint64_t*>malloc((2 * size + 1) * sizeof(uint64_t))
    if not kept:
        raise MemoryError
    of_parts = kept + size
    try:
        memset(kept, 0xFF, size * sizeof(uint64_t))
        for _, packed, parts in words:
            bits = _bits(packed, size)
            if not parts:
                _keep_bits(kept, bits, size)
                continue
            memset(of_parts, 0xFF, size * sizeof(uint64_t))
            for _, part in parts:
                _keep_bits(of_parts, _bits(part, size), size)
            for index in range(size):
                kept[index] &= bits[index] | of_parts[index]
        for index in range(size):
            count += __builtin_popcountll(kept[index])
        array = _make(count, cnp.NPY_INT64)
        found, at = _ids(array), 0
        for index in range(size):
            word = kept[index]
            while word:
                found[at] = index * 64 + __builtin_ctzll(word)
                word &= word - 1
                at += 1
    finally:
        free(kept)
    return array


cdef bint _has_none(list parts):
    for _, packed in parts:
        if packed is None:
            return True
    return False


cdef const uint64_t* _bits(object packed, Py_ssize_t size) except? NULL:
    cdef const uint64_t* bits = _words(packed)
    if _size(packed) != size:
        raise ValueError("bits of another number of documents")
    return bits


cdef void _keep_bits(uint64_t* kept, const uint64_t* bits, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t index
    for index in range(size):
        kept[index] &= bits[index]


def merge_positions(list lists):
    """See ``plain.merge_positions``."""
    cdef const uint32_t* one
    cdef const uint32_t* other
    cdef uint32_t* found
    cdef Py_ssize_t at, index, count, size, other_size
    cdef uint32_t first, second
    _require(lists)
    lists = sorted(lists, key=len)
    merged = lists[0]
    for positions in lists[1:]:
        if not _size(merged):
            merged = positions
            continue
        one, other = _positions(merged), _positions(positions)
        size, other_size = _size(merged), _size(positions)
        array = _make(size + other_size, cnp.NPY_UINT32)
        found = <uint32_t*>_positions(array)
        at = index = count = 0
        while at < size and index < other_size:
            first, second = one[at], other[index]
            found[count] = first if first < second else second
            count += 1
            at += first <= second
            index += second < first
        memcpy(found + count, one + at, (size - at) * sizeof(uint32_t))
        memcpy(found + count + size - at, other + index, (other_size - index) * sizeof(uint32_t))
        merged = array
    return merged


def are_in(wanted, ids):
    """See ``plain.are_in``."""
    cdef const int64_t* sought = _ids(wanted)
    cdef const int64_t* numbers = _ids(ids)
    cdef Py_ssize_t size = _size(wanted), count = _size(ids), index, at = 0
    array = np.zeros(size, bool)
    if not size or not count:
        return array
    cdef uint8_t* flags = _bytes(array)
    for index in range(size):
        at = _seek(numbers, at, count, sought[index])
        if at == count:
            break
        flags[index] = numbers[at] == sought[index]
    return array


cdef double _find_threshold(
    object scores, const int64_t* ids, Py_ssize_t wanted, object near_ids, double of_near, double boost
) except? -1:
    """Return the score below which a document cannot become one of the best by the boost."""
    cdef const float* values = _floats(scores)
    cdef const int64_t* near = _ids(near_ids)
    cdef const int64_t* best
    cdef Py_ssize_t index, place, near_size = _size(near_ids)
    cdef double threshold = 1e30, score
    found = find_best(scores, wanted)
    best = _ids(found)
    for index in range(_size(found)):
        score = values[best[index]]
        if near_size:
            place = _seek(near, 0, near_size, ids[best[index]])
            if place < near_size and near[place] == ids[best[index]]:
                score += of_near
        threshold = score if score < threshold else threshold
    return threshold - boost - 0.01


cdef struct Cursor:
    const uint32_t* positions
    Py_ssize_t size
    Py_ssize_t at
    bint ends_group  # whether the next one belongs to another term


cdef uint32_t _measure_span(
    Cursor* others, Py_ssize_t count, uint32_t position, uint32_t begin, uint32_t end
) noexcept nogil:
    """Return the distance to the farthest of other terms, of each the nearest occurrence in the document."""
    cdef uint32_t span = 0, nearest = 0xFFFFFFFF, distance
    cdef Py_ssize_t number, at
    cdef Cursor* other
    for number in range(count):
        other = others + number
        at = other.at = _seek(other.positions, other.at, other.size, position)
        if at < other.size and other.positions[at] < end:
            distance = other.positions[at] - position
            nearest = distance if distance < nearest else nearest
        if at and other.positions[at - 1] >= begin:
            distance = position - other.positions[at - 1]
            nearest = distance if distance < nearest else nearest
        if other.ends_group:
            span = nearest if nearest > span else span
            nearest = 0xFFFFFFFF
    return span


def add_nearness(
    scores,
    ids,
    list terms,
    starts,
    Py_ssize_t wanted,
    near_ids,
    Py_ssize_t near_distance,
    double boost,
    double span_of_half,
):
    """See ``plain.add_nearness``."""
    cdef Py_ssize_t count = 0, size, number, at = 0, place = 0, documents = _size(ids)
    cdef Py_ssize_t rarest = 0, total, least_total = -1
    cdef float* values = _floats(scores)
    cdef const int64_t* numbers = _ids(ids)
    cdef const uint32_t* bounds = _positions(starts)
    cdef const uint32_t* firsts
    cdef uint32_t span, least, begin, end
    cdef double threshold = -1e30
    cdef Cursor* others
    _require(terms)
    if not cnp.PyArray_ISWRITEABLE(<cnp.ndarray>scores):
        raise ValueError("scores that cannot be changed")
    for number in range(len(terms)):
        _require(terms[number])
        total = 0
        for positions in terms[number]:
            total += _size(positions)
        count += len(terms[number])
        if least_total < 0 or total < least_total:
            least_total, rarest = total, number
    first = terms[rarest]
    count -= len(first)
    first = first[0] if len(first) == 1 else merge_positions(first)
    firsts, size = _positions(first), _size(first)
    if 0 < wanted < documents:
        threshold = _find_threshold(
            scores, numbers, wanted, near_ids, boost / (1 + near_distance / span_of_half), boost
        )
    others = <Cursor*>malloc((count + 1) * sizeof(Cursor))
    if not others:
        raise MemoryError
    try:
        for number in range(len(terms)):
            if number != rarest:
                for positions in terms[number]:
                    others[place].positions, others[place].size = _positions(positions), _size(positions)
                    others[place].at, others[place].ends_group = 0, False
                    place += 1
                others[place - 1].ends_group = True
        for number in range(documents):
            if values[number] < threshold:
                continue
            begin, end = bounds[numbers[number]], bounds[numbers[number] + 1]
            at = _seek(firsts, at, size, begin)
            if at == size:
                break
            if firsts[at] >= end:
                continue
            least = 0xFFFFFFFF
            while at < size and firsts[at] < end:
                span = _measure_span(others, count, firsts[at], begin, end)
                least = span if span < least else least
                at += 1
            values[number] = <float>(values[number] + boost / (1 + least / span_of_half))
    finally:
        free(others)


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


def find_best(scores, Py_ssize_t wanted):
    """See ``plain.find_best``."""
    cdef const float* values = _floats(scores)
    cdef Py_ssize_t size = _size(scores), index, left
    wanted = min(wanted, size)
    best = _make(wanted if wanted > 0 else 0, cnp.NPY_INT64)
    if wanted <= 0:
        return best
    cdef int64_t* indices = _ids(best)
    cdef float* keys = <float*>malloc(wanted * sizeof(float))
    if not keys:
        raise MemoryError
    for index in range(wanted):
        keys[index], indices[index] = values[index], index
    for index in range(wanted // 2 - 1, -1, -1):
        _sift(keys, indices, wanted, index)
    for index in range(wanted, size):
        if values[index] > keys[0]:
            keys[0], indices[0] = values[index], index
            _sift(keys, indices, wanted, 0)
    for left in range(wanted - 1, 0, -1):  # the worst one goes to the end
        keys[0], keys[left] = keys[left], keys[0]
        indices[0], indices[left] = indices[left], indices[0]
        _sift(keys, indices, left, 0)
    free(keys)
    return best
