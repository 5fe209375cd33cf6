"""What can be built here, and what to type: the answer to formgen without more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from formgen.cli.workspace import own_elsewhere, program, workspace
from formgen.errors import FormgenError
from formgen.formsets import DEFAULT, formset_names
from formgen.standards.catalogue import Entry, entries
from formgen.standards.files import QUALIFICATION_FILE
from formgen.yamlfiles.reading import read_text

_OUTPUT = Path("forms/output")


@dataclass(frozen=True)
class _Line:
    """A qualification as the list names it."""

    name: str
    title: str
    own: bool
    """Whether it is the workspace's own."""
    library: bool
    """Whether it is a library of units, which has no rules of combination."""

    def __str__(self) -> str:
        return f"{self.title} ({'in this folder' if self.own else 'built in'})"


def overview() -> str:
    """Return what can be built, where it goes and what to type next, to be read by a newcomer."""
    known = sorted(
        (_line(entry) for entry in entries(workspace())),
        key=lambda each: (not each.own, each.library, each.name),
    )
    width = max(len(each.name) for each in known)
    name = known[0].name
    others = [each for each in formset_names(workspace()) if each != DEFAULT]
    examples = [
        (f"build {name}", "make all its forms, in Word and Excel"),
        (f"show {name}", "see its units and rules"),
        ("forms", "see which forms there are"),
        ("build --help", "see what else build can do"),
    ]
    if others:
        examples.insert(1, (f"build {name} --formset {others[0]}", "the same on other forms"))
    elsewhere = own_elsewhere()
    if not known[0].own and not elsewhere:
        examples.append(("init my-forms", "start a folder of your own, with an example"))
    longest = max(len(command) for command, _ in examples) + len(program()) + 1
    return "\n".join(
        [
            "What can be built here:",
            *(f"  {each.name:<{width}}  {each}" for each in known),
            *elsewhere.splitlines(),
            "",
            f"The forms go to {_OUTPUT / name}; index.html there lists them. Type, for example:",
            *(
                f"  {f'{program()} {command}':<{longest}}  {meaning}"
                for command, meaning in examples
            ),
        ]
    )


def _line(entry: Entry) -> _Line:
    """Return what is known of a qualification without reading its units."""
    try:
        data = read_text(entry.folder / QUALIFICATION_FILE).data
    except FormgenError:
        data = {}
    title = str(data.get("title") or "cannot be read; build says why")
    return _Line(entry.name, title, entry.source == "workspace", library=not data.get("rules"))
