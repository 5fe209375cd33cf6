"""Measures that several steps of reading a PDF go by; those without a unit in sizes of letters."""

from __future__ import annotations

SPACE = 0.2
"""Width of a space when lines are set tightly."""
WIDEST_LEADING = 0.9
"""White space above a line that may still be leading."""
SAME_SPACE = 0.06
"""White spaces between lines that differ by no more are alike."""
ALIGNED = 3.0
"""Points: lines whose left edges differ by no more begin at the same place."""
EVEN = 0.1
"""Widths of gaps in a line that differ by no more are even."""
