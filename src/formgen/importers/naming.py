"""What the catalogue calls the qualifications that documents describe."""

from __future__ import annotations

import re

from formgen.standards import file_name

_TITLE = re.compile(
    r"(?P<kind>S/?NVQ|[A-Z]{2,4})\s*(?:\bat\s+)?(?:\blevel\s+)?(?P<number>\d{1,2})\s+(?:in\s+)?"
    r"(?P<subject>.+?)(?:\s+(?:at|\()\s*(?:SCQF|RQF|QCF)\s+level\s+\d+\)?)?",
    re.IGNORECASE,
)


def catalogue_name(title: str) -> str:
    """Return what the catalogue calls a qualification, from its kind, level and subject.

    “SVQ 2 in Horticulture at SCQF level 5” is svq2-horticulture, “SVQ2” written as one word too;
    a title of another form becomes a name as a whole.
    """
    found = _TITLE.fullmatch(" ".join(title.split()))
    if found:
        name = f"{slug(found['kind']).replace('-', '')}{found['number']}-{slug(found['subject'])}"
    else:
        name = slug(title)
    return file_name(name.strip("-"))


def slug(text: str) -> str:
    """Return a text in small letters and digits, hyphens between words."""
    plain = text.casefold().replace("’", "").replace("'", "")
    return re.sub(r"[^\w]+|_", "-", plain).strip("-")
