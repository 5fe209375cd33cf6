"""What nearly all values of a list do: an exception to a habit is most likely a slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)

# Below three values nothing is a habit; one exception in ten still leaves it one.
_FEWEST, _EXCEPTIONS_IN_TEN = 3, 1


def habit_of(values: Sequence[Value]) -> Value | None:
    """Return the value that all have but one (or one in ten); None where there is no habit."""
    if len(values) < _FEWEST:
        return None
    value, times = Counter(values).most_common(1)[0]
    exceptions = len(values) - times
    return value if exceptions <= max(1, len(values) * _EXCEPTIONS_IN_TEN // 10) else None
