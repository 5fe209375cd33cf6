"""Standards of invented sectors, before a family's layout makes a document of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from formgen.importers.lettering import letters_at
from formgen.standards import Criterion, Element, Qualification, Unit
from wordings import Wording, wrapped


@dataclass(frozen=True)
class Document:
    """Standards and the text that they are printed in."""

    family: str
    units: tuple[Unit, ...] = field(repr=False)
    qualifications: tuple[Qualification, ...] = field(repr=False)
    text: str
    name: str = "document.txt"
    whole: str = field(default="", repr=False)
    """The text with no line broken, where long lines are broken in it."""

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    def change(self, old: str, new: str) -> Document:
        """Return the document with the first place of a text changed."""
        assert old in self.text, old
        return replace(self, text=self.text.replace(old, new, 1))


@dataclass(frozen=True)
class Contents:
    """What one unit holds, without codes."""

    code: str
    title: str
    theme: str
    elements: Mapping[str, Sequence[str]]
    knowledge: Sequence[str]

    def unit(
        self,
        element: str = "{unit}.{number}",
        criterion: str = "{unit}.{number}.{at}",
        knowledge: str = "{unit}{letters}",
        **fields: object,
    ) -> Unit:
        """Return it as a unit, with codes of these forms."""
        elements, running = [], 0
        for number, (title, texts) in enumerate(self.elements.items(), 1):
            criteria = []
            for at, text in enumerate(texts, 1):
                running += 1
                code = criterion.format(
                    unit=self.code,
                    low=self.code.lower(),
                    number=number,
                    at=at,
                    letters=letters_at(at),
                    running=running,
                )
                criteria.append(Criterion(code=code, text=text))
            code = element.format(unit=self.code, number=number)
            elements.append(Element(code=code, title=title, criteria=tuple(criteria)))
        known = [
            Criterion(
                code=knowledge.format(
                    unit=self.code, low=self.code.lower(), letters=letters_at(at), running=at
                ),
                text=text,
            )
            for at, text in enumerate(self.knowledge, 1)
        ]
        said = {"code": self.code, "title": self.title, "theme": self.theme, **fields}
        return Unit(elements=tuple(elements), knowledge=tuple(known), **said)


@st.composite
def contents(
    draw: st.DrawFn,
    wording: Wording,
    codes: Sequence[str],
    groups: Sequence[int],
    fewest_known: int = 0,
) -> list[Contents]:
    """Return what units hold: so many of each group, with these codes."""
    titles = draw(st.permutations(wording.sector.titles))
    themes = [theme for theme, size in zip(wording.sector.themes, groups, strict=False)
              for _ in range(size)]  # fmt: skip
    units = []
    for code, title, theme in zip(codes, titles, themes, strict=False):
        sizes = draw(st.lists(st.integers(1, 20), min_size=1, max_size=4))
        known = draw(st.integers(fewest_known, 30))
        start = draw(st.integers(0, 3000))
        texts = wording.texts(start, sum(sizes) + known)
        heads = wording.titles(start, len(sizes))
        starts = [sum(sizes[:at]) for at in range(len(sizes))]
        elements = {
            head: texts[first : first + size]
            for head, first, size in zip(heads, starts, sizes, strict=True)
        }
        units.append(Contents(code, title, theme, elements, texts[sum(sizes) :]))
    return units


def groups_of(units: Sequence[Contents]) -> dict[str, list[str]]:
    """Return the codes of units by theme."""
    found: dict[str, list[str]] = {}
    for unit in units:
        found.setdefault(unit.theme, []).append(unit.code)
    return found


@st.composite
def codes(draw: st.DrawFn, shapes: Sequence[str], number: int) -> list[str]:
    """Return codes that count up, of one of these shapes (``"K{}"``)."""
    shape, first = draw(st.sampled_from(shapes)), draw(st.integers(1, 40))
    return [shape.format(at) for at in range(first, first + number)]


GROUPS = st.lists(st.integers(1, 3), min_size=1, max_size=3).filter(lambda sizes: sum(sizes) < 7)
WIDTHS = st.sampled_from([None, 90, 60])


def broken(width: int | None, document: Document) -> Document:
    """Return a document with its long lines broken."""
    text = "\n".join(wrapped(document.lines, width))
    whole = document.text if text != document.text else ""
    return replace(document, text=text, whole=whole)
