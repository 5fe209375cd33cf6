"""The page that lists a pack: every unit with links to its forms, readable without a server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import jinja2

from formgen.packs.manifest import Made
from formgen.packs.plan import CANDIDATES
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
    blank, for_candidates = _Forms(), _Forms()
    people: dict[str, _Forms] = {}
    for path, each in made.items():
        if each.candidate:
            people.setdefault(each.candidate, _Forms()).add(path, each)
        else:
            of_all = for_candidates if path.startswith(f"{CANDIDATES}/") else blank
            of_all.add(path, each)
    template = environment.get_template("index.html.jinja")
    page = template.render(
        qualification=qualification,
        rules=[in_words(rule, qualification) for rule in qualification.rules],
        groups=[
            {"name": group.name, "units": [standards.unit(code) for code in group.units]}
            for group in qualification.groups
        ],
        blank=blank,
        for_candidates=for_candidates,
        candidates=people,
    )
    return page + "\n"


class _Forms:
    """The forms made for one candidate, or blank, each with its links, in the order made."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, list[dict[str, str]]]] = {}

    def add(self, path: str, made: Made) -> None:
        """Add the link to a document."""
        link = {"href": quote(path), "name": _FORMATS.get(made.format, made.format)}
        self._of.setdefault(made.unit, {}).setdefault(made.title, []).append(link)

    def of(self, unit: str = "") -> list[dict[str, object]]:
        """Return the forms of a unit; of none: those that are not about one."""
        forms = self._of.get(unit, {})
        return [{"title": title, "links": links} for title, links in forms.items()]

    def units(self) -> list[str]:
        """Return the codes of the units that there are forms of."""
        return [unit for unit in self._of if unit]
