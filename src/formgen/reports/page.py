"""A change report as one web page, without anything outside it."""

from __future__ import annotations

from pathlib import Path

import jinja2

from formgen.packs.difference import Difference
from formgen.reports.outline import outline


def change_page(difference: Difference) -> str:
    """Return the report as HTML: the same text for the same difference."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("changes.html.jinja")
    sides = (("Old", difference.old), ("New", difference.new))
    number = len(difference.documents)
    return template.render(report=outline(difference), sides=sides, number=number) + "\n"
