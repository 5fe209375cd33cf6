"""The standards and templates that come with formgen.

The wheel carries them inside the package; in a checkout they are at its top, so git has one copy.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def built_in(name: str) -> Path:
    """Return the folder that comes with formgen: ``standards`` or ``forms/templates``."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def example() -> Path:
    """Return the workspace that comes with formgen: a qualification of our own invention."""
    return _PACKAGE / "example"
