"""What a form set is: the forms of one house, the templates they are made from, and its terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import Field

from formgen.formsets.saving import how_to_save
from formgen.standards.model import Code, Terms, Text
from formgen.yamlfiles import Fault, YamlModel

FORMATS = ("docx", "xlsx")

Millimetres = Annotated[float, Field(gt=0)]


class ColumnLimits(YamlModel):
    """How narrow and how wide a grid's item columns may be, in millimetres."""

    min_mm: Millimetres = Field(8.0, description="Narrowest column one can write in.")
    max_mm: Millimetres = Field(24.0, description="Widest; what is left goes to the description.")

    def faults(self) -> Iterator[Fault]:
        """Yield a fault where the narrowest is wider than the widest."""
        if self.min_mm > self.max_mm:
            yield Fault(("min_mm",), f"min_mm {self.min_mm:g} is more than max_mm {self.max_mm:g}")


class Form(YamlModel):
    """One form: what it is for, what it is made for, and its templates."""

    name: Code = Field(description="Name on the command line and of the files: achievement-grid.")
    title: Text = Field(description="Title as printed.")
    per: Literal["qualification", "candidate", "unit"] = Field(
        "unit",
        description="What one document is made for: the whole qualification (once for all "
        "candidates), each candidate (once in a blank pack), or each unit.",
    )
    filled_by: Text = Field("", description="Who fills it in.")
    signed_by: Text = Field("", description="Who signs it.")
    purpose: Text = Field("", description="One sentence on what the form is for.")
    templates: tuple[Code, ...] = Field(description="Template files, one for each format.")
    columns: ColumnLimits = Field(ColumnLimits(), description="Limits of the grid's columns.")

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats this form can be made in, in the order of its templates."""
        return tuple(map(template_format, self.templates))


class FormSet(YamlModel):
    """The forms of one house style, in the order of the portfolio."""

    title: Text = Field(description="Title of the form set.")
    version: Text = Field("", description="Edition of the forms; printed in every footer.")
    terms: Terms = Field(Terms(), description="What the forms call the kinds of items.")
    forms: tuple[Form, ...] = Field(description="The forms in portfolio order.")

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for each repeated form name and each template of an unknown format."""
        counts = Counter(form.name for form in self.forms)
        for at, form in enumerate(self.forms):
            if counts[form.name] > 1 and any(form.name == each.name for each in self.forms[:at]):
                message = f"the form “{form.name}” is here twice"
                yield Fault(("forms", at, "name"), message, certain=True)
            for position, template in enumerate(form.templates):
                if template_format(template) not in FORMATS:
                    yield Fault(
                        ("forms", at, "templates", position),
                        f"“{template}” is no template that formgen can fill",
                        how_to_save(PurePosixPath(template)),
                    )
            for fault in form.columns.faults():
                yield Fault(("forms", at, "columns", *fault.keys), fault.message, fault.hint)


def template_format(template: str | Path) -> str:
    """Return the format that a template makes: its suffix without the dot, in lower case."""
    return PurePosixPath(str(template)).suffix.removeprefix(".").casefold()
