"""The page that lists a pack: every unit with links to its forms, readable without a server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from formgen.formsets import in_text
from formgen.packs.manifest import Manifest
from formgen.packs.naming import candidate_folders, unit_folders
from formgen.packs.plan import CANDIDATES, WHOLE_PACK, WHOLE_UNIT, Plan
from formgen.render.html import page_template
from formgen.standards import Qualification, Rule, Terms, in_words
from formgen.standards.combination import groups_rule

INDEX = "index.html"
_FOLDER, _OWNER = "\0f", "\0o"  # what stands in links until it is known
_TEMPLATE = Path(__file__).with_name("index.html.jinja")
_PIECES = 1_000  # of a template's at a time
_PATTERNS = 1_000  # remembered at a time: of combined documents each unit has its own
_plain = re.compile(r"[\w./-]+", re.ASCII).fullmatch
_FORMATS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


def index_page(plan: Plan, made: Manifest, terms: Terms) -> Iterator[str]:
    """Yield the page as HTML, in pieces, for the documents that are there, of any plan."""
    qualification, units = plan.standards.qualification, plan.standards.units.by_code
    pack = _Pack(plan, made, terms)
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
        blank=_Forms(pack, ""),
        for_candidates=_Forms(pack, CANDIDATES),
        candidates=pack.candidates(),
    )
    page.enable_buffering(_PIECES)
    yield from page
    yield "\n"


def _in_words(rules: Iterable[Rule], qualification: Qualification) -> list[str]:
    return [in_words(rule, qualification) for rule in rules]


class _Pattern(NamedTuple):
    """What the page shows of the files of a folder, as HTML but for the folder and its owner."""

    links: Sequence[tuple[str, str]]
    """Title of each form, and links to it."""
    lines: str
    """The same, each form on a line."""


class _Pack:
    """What there is in each folder of a pack.

    Tens of thousands of units or candidates have the same few forms: the names of the files, and
    the links to them but for the folder, are there once for all.
    """

    def __init__(self, plan: Plan, made: Manifest, terms: Terms) -> None:
        forms = (WHOLE_PACK, WHOLE_UNIT, *plan.formset.formset.forms)
        self._order = {form.name: at for at, form in enumerate(forms)}
        self._titles = {form.name: form.speaking(terms).title for form in forms}
        self._plan = plan
        self._made = made
        self._patterns: dict[tuple[str, ...], _Pattern] = {}
        self.unit_folders = unit_folders(tuple(plan.standards.units.by_code))
        self._files: dict[str, tuple[str, ...]] = {}
        each: dict[tuple[str, ...], tuple[str, ...]] = {}
        for folder, paths in groupby(made, lambda path: path.rpartition("/")[0]):
            names = (*self._files.get(folder, ()), *(path[len(folder) :] for path in paths))
            self._files[folder] = each.setdefault(names, names)

    def candidates(self) -> list[_Forms]:
        """Return the forms of each candidate, in the order of their folders.

        Candidates are told apart by these: two may have the same name.
        """
        start = f"{CANDIDATES}/"
        first: dict[str, str] = {}
        for each, files in self._files.items():
            if each.startswith(start):
                first.setdefault(each.split("/")[1], f"{each}{files[0]}")
        names = {
            folder: candidate.name
            for candidate, folder in candidate_folders(self._plan.candidates).items()
        }
        # Who is not in the list any more is named by what was made for them.
        return [
            _Forms(self, f"{start}{folder}", names.get(folder) or self._made[path].candidate)
            for folder, path in sorted(first.items())
        ]

    def holds(self, folder: str) -> bool:
        """Return whether there are documents right in a folder."""
        return folder in self._files

    def links(self, folder: str, owner: str) -> Iterator[tuple[str, str]]:
        """Yield the titles of the forms right in a folder, each with the links to it, as HTML."""
        for title, links in self._pattern(folder).links:
            yield title, _of(links, folder, owner)

    def lines(self, folder: str, owner: str) -> str:
        """Return the same as lines of HTML."""
        return _of(self._pattern(folder).lines, folder, owner)

    def _pattern(self, folder: str) -> _Pattern:
        files = self._files.get(folder, ())
        if files not in self._patterns:
            if len(self._patterns) >= _PATTERNS:
                self._patterns.clear()
            self._patterns[files] = self._new_pattern(folder, files)
        return self._patterns[files]

    def _new_pattern(self, folder: str, files: Iterable[str]) -> _Pattern:
        forms: dict[str, list[str]] = {}
        for file in sorted(files, key=lambda each: (self._place(folder, each), each)):
            form = _form_of(folder, file)
            title = self._titles.get(form) or self._made[f"{folder}{file}"].title
            forms.setdefault(str(escape(title)), []).append(file)
        links = [(title, ", ".join(_link(title, file) for file in forms[title])) for title in forms]
        return _Pattern(
            links, "<br>".join(f"<span>{title}: {each}</span>" for title, each in links)
        )

    def _place(self, folder: str, file: str) -> int:
        return self._order.get(_form_of(folder, file), len(self._order))


def _form_of(folder: str, file: str) -> str:
    """Return the name of the form that a file was made by."""
    stem = file.removeprefix("/").rpartition(".")[0]
    whole = f"{folder.rpartition('/')[2]}-{WHOLE_UNIT.name}"
    return WHOLE_UNIT.name if stem == whole else stem


def _link(title: str, file: str) -> str:
    kind = _FORMATS[file.rpartition(".")[2]]
    href = file if _plain(file) else quote(file)
    return f'<a href="{_FOLDER}{href}" aria-label="{title} of {_OWNER}, {kind}">{kind}</a>'


def _of(pattern: str, folder: str, owner: str) -> str:
    href = folder if _plain(folder) else quote(folder)
    return pattern.replace(_FOLDER, href).replace(_OWNER, str(escape(owner)))


class _Forms:
    """The forms made for one candidate, or blank, each with its links, in the order made.

    Links are made here: a template takes ten times as long for the tens of thousands of a page.
    """

    def __init__(self, pack: _Pack, folder: str, name: str = "") -> None:
        self.name = name
        self._pack = pack
        self._folder = folder

    def of(self, owner: str) -> list[tuple[Markup, Markup]]:
        """Return title and links of the forms that are not about one unit, but of this owner."""
        links = self._pack.links(self._folder, owner)
        return [(Markup(title), Markup(each)) for title, each in links]  # noqa: S704 - escaped

    def of_unit(self, unit: str) -> Markup:
        """Return all forms of a unit with their links, each on a line; empty where it has none."""
        return Markup(self._pack.lines(self._folder_of(unit), unit))  # noqa: S704 - escaped

    def units(self) -> list[str]:
        """Return the codes of the units that there are forms of."""
        return [unit for unit in self._pack.unit_folders if self._pack.holds(self._folder_of(unit))]

    def _folder_of(self, unit: str) -> str:
        folder = self._pack.unit_folders[unit]
        return f"{self._folder}/{folder}" if self._folder else folder
