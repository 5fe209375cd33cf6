"""Web pages that formgen writes: their templates stand beside the code that fills them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2


@cache
def page_template(path: Path) -> jinja2.Template:
    """Return the template of a page, compiled once for all pages of a run."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(path.parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(path.name)
