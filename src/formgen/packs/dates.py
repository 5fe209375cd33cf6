"""The date that documents carry: of the standards they state, never of the day they were made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from formgen.errors import FormgenError, Problem

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"\b((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?\b")
_NAMED = re.compile(r"\b([A-Za-z]{3})[a-z]*\s+((?:19|20)\d\d)\b")


def document_date(editions: Iterable[str]) -> datetime | None:
    """Return the date for documents that state these editions of standards.

    It is that of the environment variable SOURCE_DATE_EPOCH (seconds since 1970, see
    reproducible-builds.org) where it is set, else the newest date among the editions: a year, a
    month or a day (2011, 2026-03, March 2026). None where no edition is a date. Raises FormgenError
    as :func:`given_date` does.
    """
    if epoch := given_date():
        return datetime.fromtimestamp(int(epoch), UTC)
    return max(filter(None, map(_date, editions)), default=None)


def given_date() -> str:
    """Return the date that the environment gives for all documents; empty where it gives none.

    Raises FormgenError for a SOURCE_DATE_EPOCH that is no number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if epoch:
            datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is “{epoch}”, which is no number of seconds"
        raise FormgenError(Problem(message, hint="Set it to a number, or unset it.")) from None
    return epoch


def _date(edition: str) -> datetime | None:
    """Return the date that an edition is named after, at its beginning."""
    if found := _NAMED.search(edition):
        month = found[1].casefold()
        if month in _MONTHS:
            return datetime(int(found[2]), _MONTHS.index(month) + 1, 1, tzinfo=UTC)
    if found := _ISO.search(edition):
        year, month_number, day = (int(part or 1) for part in found.groups())
        try:
            return datetime(year, month_number, day, tzinfo=UTC)
        except ValueError:
            return None
    return None
