"""Lengths on paper. The layout computes in twips, as Word does: whole numbers, 1/1440 inch."""

from __future__ import annotations

from typing import NewType

Twips = NewType("Twips", int)
"""A length in twips (1/20 point, 1/1440 inch); 567 twips are a centimetre."""

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4


def millimetres(length: float) -> Twips:
    """Return a length in millimetres as twips, rounded to the nearest."""
    return Twips(round(length * TWIPS_PER_MM))


def points(length: float) -> Twips:
    """Return a length in points as twips, rounded up so that nothing drawn is wider."""
    return Twips(-int(-length * TWIPS_PER_POINT // 1))


def in_millimetres(length: Twips) -> float:
    """Return a length in twips as millimetres."""
    return length / TWIPS_PER_MM
