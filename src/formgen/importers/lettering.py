"""Letters that count: a .. z, aa, ab .."""

from __future__ import annotations

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
"""The numerals of lists inside an item: none is longer."""


def letters_at(position: int) -> str:
    """Return the letters at a position from 1: a .. z, aa, ab .."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def position_of(letters: str) -> int:
    """Return the position, from 1, of small letters; bb is taken as the 28th."""
    if len(letters) > 1 and len(set(letters)) == 1 and letters != "aa":
        return 26 + ord(letters[0]) - ord("a") + 1
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("a") + 1
    return position
