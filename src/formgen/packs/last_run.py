"""What the last run of a pack wrote down of itself, found without reading a document."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from formgen.packs.folder import NOTES, OWN, PAGES
from formgen.packs.journal import journals
from formgen.packs.notes import Notes
from formgen.packs.on_disk import stamp_of


def last_run(folder: Path, is_same: Callable[[Mapping[str, Any]], bool]) -> Mapping[str, Any]:
    """Return what the last run wrote down of itself, if all is still as it left it; else nothing.

    No document is looked at where the run itself is not the same.
    """
    own = folder / OWN
    notes = Notes.read(own / NOTES)
    if not notes:
        return {}
    try:
        run = notes.run()
        if not run.get("inputs") or next(journals(own), None) or not is_same(run):
            return {}
        pages = all(stamp_of(f"{folder}/{name}") == run.get(name) for name in PAGES)
        right = all(same for *_, same in notes.seen_in(folder))
        return run if pages and right else {}
    except (sqlite3.Error, ValueError):
        return {}
    finally:
        notes.close()
