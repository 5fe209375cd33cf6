"""The page that lists a pack: every unit with links to its forms, readable without a server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from formgen.formsets import in_text
from formgen.packs.manifest import Manifest
from formgen.packs.plan import CANDIDATES, WHOLE_PACK, WHOLE_UNIT, Plan
from formgen.render.html import page_template
from formgen.standards import Qualification, Rule, Terms, in_words
from formgen.standards.combination import groups_rule

INDEX = "index.html"
_BLANK, _FOR_CANDIDATES = "", "/"  # no folder is called either
_TEMPLATE = Path(__file__).with_name("index.html.jinja")
_PIECES = 1_000  # of a template's at a time
_plain = re.compile(r"[\w./-]+", re.ASCII).fullmatch
_FORMATS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


class _Entry(NamedTuple):
    """A document as the page lists it, in the order of the form set."""

    order: int
    path: str
    """Under the pack's folder."""
    unit: str
    candidate: str
    title: str


def index_page(plan: Plan, made: Manifest, terms: Terms) -> Iterator[str]:
    """Yield the page as HTML, in pieces, for the documents that are there, of any plan."""
    qualification, units = plan.standards.qualification, plan.standards.units.by_code
    forms = _by_owner(_entries(plan, made, terms))
    page = page_template(_TEMPLATE).stream(
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
            {"name": group.name, "units": [units[code] for code in group.units]}
            for group in qualification.groups
        ],
        blank=forms.pop(_BLANK, _Forms(())),
        for_candidates=forms.pop(_FOR_CANDIDATES, _Forms(())),
        candidates=list(forms.values()),
    )
    page.enable_buffering(_PIECES)
    yield from page
    yield "\n"


def _in_words(rules: Iterable[Rule], qualification: Qualification) -> list[str]:
    return [in_words(rule, qualification) for rule in rules]


def _entries(plan: Plan, made: Manifest, terms: Terms) -> Sequence[_Entry]:
    forms = (WHOLE_PACK, WHOLE_UNIT, *plan.formset.formset.forms)
    order = {form.name: at for at, form in enumerate(forms)}
    titles = {form.name: form.speaking(terms).title for form in forms}
    planned = plan.by_name

    def entry(name: str) -> _Entry:
        if each := planned.get(name):
            of = each.candidate.name if each.candidate else ""
            form = each.form.name
            return _Entry(order[form], name, each.owner, of, titles[form])
        was = made[name]
        at = order.get(was.form, len(order))
        return _Entry(at, name, was.unit, was.candidate, was.title)

    return sorted(map(entry, made))


def _by_owner(entries: Iterable[_Entry]) -> dict[str, _Forms]:
    """Return the forms of the blank pack, those for all candidates, and each candidate's own.

    Candidates are told apart by their folders: two may have the same name.
    """
    found: dict[str, list[_Entry]] = {}
    for each in entries:
        owner = _BLANK
        if each.path.startswith(f"{CANDIDATES}/"):
            owner = each.path.split("/")[1] if each.candidate else _FOR_CANDIDATES
        found.setdefault(owner, []).append(each)
    return {owner: _Forms(each) for owner, each in found.items()}


class _Forms:
    """The forms made for one candidate, or blank, each with its links, in the order made.

    Links are made here: a template takes ten times as long for the tens of thousands of a page.
    """

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self.name = entries[0].candidate if entries else ""
        self._of: dict[str, dict[str, list[_Entry]]] = {}
        for each in entries:
            self._of.setdefault(each.unit, {}).setdefault(each.title, []).append(each)

    def of(self, owner: str) -> list[tuple[str, Markup]]:
        """Return title and links of the forms that are not about one unit, but of this owner."""
        forms = self._of.get("", {})
        return [(title, Markup(", ".join(_links(each, owner)))) for title, each in forms.items()]  # noqa: S704 - escaped

    def of_unit(self, unit: str) -> Markup:
        """Return all forms of a unit with their links, each on a line; empty where it has none."""
        lines = [
            f"<span>{_escaped(title)}: {', '.join(_links(each, unit))}</span>"
            for title, each in self._of.get(unit, {}).items()
        ]
        return Markup("<br>".join(lines))  # noqa: S704 - escaped

    def units(self) -> list[str]:
        """Return the codes of the units that there are forms of."""
        return [unit for unit in self._of if unit]


def _links(entries: Iterable[_Entry], owner: str) -> Iterator[str]:
    for each in entries:
        path = each.path
        name = _FORMATS[path.rpartition(".")[2]]
        label = f"{_escaped(each.title)} of {_escaped(owner)}, {name}"
        href = path if _plain(path) else quote(path)
        yield f'<a href="{href}" aria-label="{label}">{name}</a>'


@lru_cache(maxsize=256)
def _escaped(text: str) -> str:
    return str(escape(text))
