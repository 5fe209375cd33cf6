"""How many columns each table gets: even parts, or parts that keep elements whole.

The printed portfolios split evenly wherever the page ends, also inside an element (14 codes in
one table, 15 as 8 + 7, 17 as 9 + 8): that is ``balanced``. ``elements`` splits between elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

Split = Literal["balanced", "elements"]


def split(sizes: Sequence[int], most: int, how: Split) -> list[int]:
    """Return the sizes of the fewest tables, none above the most, for elements of these sizes.

    Balanced, they differ by one at most, the larger first. At element boundaries no element is
    split that fits a table, a larger one is split evenly, and the sizes are as even as that allows.
    """
    if how == "balanced":
        return _evenly(sum(sizes), most)
    return _at_boundaries([part for size in sizes for part in _evenly(size, most)], most)


def _evenly(count: int, most: int) -> list[int]:
    parts = -(-count // most)
    size, larger = divmod(count, parts) if parts else (0, 0)
    return [size + (at < larger) for at in range(parts)]


def _at_boundaries(parts: Sequence[int], most: int) -> list[int]:
    """Return the sizes of the fewest runs of parts, as even as possible, the larger first.

    Of all ways into the fewest tables the one with the least sum of squares; best[n] is that of
    the first n parts, as number of tables, sum of squares, and the sizes.
    """
    ends = [0, *accumulate(parts)]
    best: list[tuple[int, int, list[int]]] = [(0, 0, [])]
    for end in range(1, len(ends)):
        ways = []
        for start in range(end - 1, -1, -1):
            size = ends[end] - ends[start]
            if size > most:
                break
            tables, squares, sizes = best[start]
            ways.append((tables + 1, squares + size * size, [*sizes, size]))
        best.append(min(ways, key=lambda way: (way[0], way[1], [-size for size in way[2]])))
    return best[-1][2]
