"""The properties of documents (File, Info) that formgen fills in whatever a template says."""

from __future__ import annotations

import re

CORE = "docProps/core.xml"
_DATE = re.compile(r"(<dcterms:(created|modified)[^>]*>)([^<{]*)(</dcterms:\2>)")
_TAG = (
    r"\1{% if standards is defined and standards.date %}{{ standards.date }}"
    r"{% else %}\3{% endif %}\4"
)


def with_date_tags(core: bytes) -> bytes:
    """Return a template's core properties with tags for the standards' date as their dates.

    So a document never carries the day on which it was made. Where standards have no date, the
    template's own stays.
    """
    return _DATE.sub(_TAG, core.decode("utf-8")).encode("utf-8")
