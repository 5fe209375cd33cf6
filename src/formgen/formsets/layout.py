"""What a form set asks of pages and grids, where it doesn't leave it to its templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from formgen.yamlfiles import Fault, YamlModel

Millimetres = Annotated[float, Field(gt=0)]


class ColumnLimits(YamlModel):
    """How narrow and how wide a grid's item columns may be, in millimetres."""

    min_mm: Millimetres = Field(11.0, description="Narrowest column that holds “p 12” by hand.")
    max_mm: Millimetres = Field(24.0, description="Widest; what is left goes to the description.")

    def faults(self) -> Iterator[Fault]:
        """Yield a fault where the narrowest is wider than the widest."""
        if self.min_mm > self.max_mm:
            yield Fault(("min_mm",), f"min_mm {self.min_mm:g} is more than max_mm {self.max_mm:g}")


class PageOptions(YamlModel):
    """What a form set asks of the page; what is not given stays as the template draws it."""

    paper: Literal["A4", "A3"] | None = Field(None, description="Size of the paper.")
    orientation: Literal["portrait", "landscape"] | None = Field(
        None, description="Which way the paper stands."
    )
    binding_mm: Millimetres | None = Field(
        None, description="Free margin to bind by: left, or above on landscape pages."
    )
    duplex: bool = Field(
        False, description="Whether both sides are printed: the margin to bind by changes sides."
    )


class LayoutOptions(YamlModel):
    """How the pages and grids of a form set, or of one of its forms, are laid out."""

    grid: Literal["by_evidence", "by_criterion"] = Field(
        "by_evidence",
        description="What the rows of a grid are: pieces of evidence, or criteria.",
    )
    labels: Literal["auto", "upright", "rotated"] = Field(
        "auto",
        description="How the codes stand over their columns: upright, rotated, or whichever makes "
        "fewer tables.",
    )
    split: Literal["balanced", "elements"] = Field(
        "balanced", description="Where a grid goes on in a further table: evenly, or at elements."
    )
    row_mm: Millimetres | None = Field(
        None, description="Lowest row to write in; as the template draws it where none is given."
    )
    columns: ColumnLimits = Field(ColumnLimits(), description="Limits of the grid's columns.")
    continuation: Annotated[int, Field(ge=0, le=20)] = Field(
        0, description="Further empty pages of each grid."
    )
    page: PageOptions = Field(PageOptions(), description="The page.")

    def faults(self) -> Iterator[Fault]:
        """Yield the faults of the limits."""
        for fault in self.columns.faults():
            yield Fault(("columns", *fault.keys), fault.message, fault.hint)

    def changed_by(self, own: LayoutOptions) -> LayoutOptions:
        """Return these options with those that a form gives itself, key by key."""
        options = set(LayoutOptions.model_fields)
        given = own.model_dump(exclude_unset=True, include=options)
        return LayoutOptions.model_validate(_merged(self.model_dump(exclude_unset=True), given))


def _merged(options: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    return options | {
        name: _merged(options.get(name, {}), value) if isinstance(value, dict) else value
        for name, value in own.items()
    }
