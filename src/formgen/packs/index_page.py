"""The page that lists a pack: every unit with links to its forms, readable without a server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import jinja2

from formgen.packs.manifest import Made
from formgen.standards import Standards, in_words

INDEX = "index.html"
_FORMATS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


def index_page(standards: Standards, made: Mapping[str, Made]) -> str:
    """Return the page as HTML for the documents of a pack, by path under its folder."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    qualification = standards.qualification
    groups = [
        {
            "name": group.name,
            "units": [
                {"unit": standards.unit(code), "forms": _forms(code, made)} for code in group.units
            ],
        }
        for group in qualification.groups
    ]
    rules = [in_words(rule, qualification) for rule in qualification.rules]
    template = environment.get_template("index.html.jinja")
    page = template.render(
        qualification=qualification, groups=groups, rules=rules, pack_forms=_forms("", made)
    )
    return page + "\n"


def _forms(code: str, made: Mapping[str, Made]) -> list[dict[str, object]]:
    """Return the forms made for a unit, each with its links, in the order made.

    For no unit these are the forms of the whole qualification.
    """
    forms: dict[str, list[dict[str, str]]] = {}
    for path, each in made.items():
        if each.unit == code:
            link = {"href": quote(path), "name": _FORMATS.get(each.format, each.format)}
            forms.setdefault(each.title, []).append(link)
    return [{"title": title, "links": links} for title, links in forms.items()]
