"""A change report as one web page, without anything outside it."""

from __future__ import annotations

from pathlib import Path

from formgen.packs.difference import Difference
from formgen.render.html import page_template
from formgen.reports.outline import outline


def change_page(difference: Difference) -> str:
    """Return the report as HTML: the same text for the same difference."""
    template = page_template(Path(__file__).with_name("changes.html.jinja"))
    sides = (("Old", difference.old), ("New", difference.new))
    number = len(difference.documents)
    return template.render(report=outline(difference), sides=sides, number=number) + "\n"
