"""The page that lists a pack: every unit with links to its forms, readable without a server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import jinja2

from formgen.formsets import in_text
from formgen.packs.manifest import Made
from formgen.packs.plan import CANDIDATES
from formgen.standards import Qualification, Rule, Standards, Terms, in_words
from formgen.standards.combination import groups_rule

INDEX = "index.html"
_BLANK, _FOR_CANDIDATES = "", "/"  # no folder is called either
_FORMATS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


def index_page(standards: Standards, made: Mapping[str, Made], terms: Terms) -> str:
    """Return the page as HTML for the documents of a pack, by path under its folder."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    qualification = standards.qualification
    forms = _by_owner(made)
    template = environment.get_template("index.html.jinja")
    page = template.render(
        qualification=qualification,
        candidate={"term": terms.candidate, "in_text": in_text(terms)["candidate"]},
        rules=_in_words(qualification.rules, qualification),
        rulesets=[
            {
                "name": each.name,
                "is_pathway": each.kind == "pathway",
                "rules": _in_words([*groups_rule(each, qualification), *each.rules], qualification),
            }
            for each in qualification.rulesets
        ],
        groups=[
            {"name": group.name, "units": [standards.unit(code) for code in group.units]}
            for group in qualification.groups
        ],
        blank=forms.pop(_BLANK, _Forms(())),
        for_candidates=forms.pop(_FOR_CANDIDATES, _Forms(())),
        candidates=list(forms.values()),
    )
    return page + "\n"


def _in_words(rules: Iterable[Rule], qualification: Qualification) -> list[str]:
    return [in_words(rule, qualification) for rule in rules]


def _by_owner(made: Mapping[str, Made]) -> dict[str, _Forms]:
    """Return the forms of the blank pack, those for all candidates, and each candidate's own.

    Candidates are told apart by their folders: two may have the same name.
    """
    found: dict[str, list[tuple[str, Made]]] = {}
    for path, each in made.items():
        within, *rest = path.split("/")
        owner = _BLANK if within != CANDIDATES else rest[0] if each.candidate else _FOR_CANDIDATES
        found.setdefault(owner, []).append((path, each))
    return {owner: _Forms(each) for owner, each in found.items()}


class _Forms:
    """The forms made for one candidate, or blank, each with its links, in the order made."""

    def __init__(self, made: Sequence[tuple[str, Made]]) -> None:
        self.name = made[0][1].candidate if made else ""
        self._of: dict[str, dict[str, list[dict[str, str]]]] = {}
        for path, each in made:
            link = {"href": quote(path), "name": _FORMATS.get(each.format, each.format)}
            self._of.setdefault(each.unit, {}).setdefault(each.title, []).append(link)

    def of(self, unit: str = "") -> list[dict[str, object]]:
        """Return the forms of a unit; of none: those that are not about one."""
        forms = self._of.get(unit, {})
        return [{"title": title, "links": links} for title, links in forms.items()]

    def units(self) -> list[str]:
        """Return the codes of the units that there are forms of."""
        return [unit for unit in self._of if unit]
