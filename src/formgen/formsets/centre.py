"""The centre that forms are made for: its name, logo, colours and words, from ``centre.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from formgen.digests import digest_of_all
from formgen.errors import FormgenError, Problem
from formgen.formsets.colours import Colours
from formgen.formsets.logo import Picture, PictureError, read_picture
from formgen.standards import Terms
from formgen.standards.terms import Code, Text
from formgen.yamlfiles import Fault, YamlModel, read_model

CENTRE_FILE = "centre.yaml"
"""Its name in a workspace, where it is found without being asked for."""

_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".ico")
_DOCUMENTS = (".docx", ".doc", ".xlsx", ".xls", ".csv", ".pdf")
LONGEST_ON_PAGES = {"name": 120, "number": 30, "footer": 120}
"""Characters of what stands on every page, by key, where ``&`` counts as two, as in Excel.

A page's header or footer holds 255 there, with all else that stands in it.
"""


def _lines(value: Any) -> Any:
    return tuple(value.splitlines()) if isinstance(value, str) else value


Lines = Annotated[tuple[Text, ...], BeforeValidator(_lines)]


class CentreDetails(YamlModel):
    """What a centre's file holds."""

    name: Code = Field(description="The centre's name as printed.")
    number: Text = Field("", description="The awarding body's number of the centre.")
    address: Lines = Field((), description="The address: a text, or a list of lines.")
    contact: Text = Field("", description="Whom to ask: a name, a telephone number, an address.")
    footer: Text = Field("", description="One line for the foot of every page.")
    logo: Text = Field(
        "",
        description="A picture beside this file: PNG, JPEG, or SVG with a PNG of its name.",
    )
    colours: Colours = Field(Colours(), description="Colours of headings and of shaded cells.")
    terms: Terms = Field(Terms(), description="The centre's own words; they go before all others.")

    def faults(self) -> Iterator[Fault]:
        """Yield the faults of the colours, and of texts too long to stand on every page."""
        for fault in self.colours.faults():
            yield Fault(("colours", *fault.keys), fault.message, fault.hint)
        for key, longest in LONGEST_ON_PAGES.items():
            text = str(getattr(self, key))
            if len(text) + text.count("&") > longest or "\n" in text:
                yield Fault(
                    (key,),
                    f"{key} is more than a line of {longest} characters (& counts as two)",
                    "It stands on every page: shorten it.",
                )


@dataclass(frozen=True)
class Centre:
    """A centre as forms show it."""

    details: CentreDetails
    logo: Picture | None = None

    @property
    def digest(self) -> str:
        """A text that differs where anything that forms show of the centre does."""
        picture = self.logo.data + self.logo.svg if self.logo else b""
        facts = self.details.model_dump_json(exclude={"logo"}).encode()
        return digest_of_all([facts, picture])

    def variables(self) -> dict[str, Any]:
        """Return what templates see of the centre."""
        facts = ("name", "number", "contact", "footer")
        return {
            **{name: getattr(self.details, name) for name in facts},
            "address": "\n".join(self.details.address),
            "address_line": ", ".join(line.rstrip(",") for line in self.details.address if line),
            "logo": self.logo or "",
            "colours": self.details.colours.model_dump(),
        }


NO_CENTRE = Centre(CentreDetails.model_construct(name=""))
"""Where none is given: every variable is there, and empty."""


def find_centre(path: Path | None, workspace: Path) -> Centre:
    """Return the centre of a file, else of the workspace; one without a name where there is none.

    Raises FormgenError for a file with faults, or a logo that forms cannot show.
    """
    if path is None:
        path = workspace / CENTRE_FILE
        if not path.is_file():
            return NO_CENTRE
    return read_centre(path)


def read_centre(path: Path) -> Centre:
    """Return the centre of a file.

    Raises FormgenError, naming file and line, for faults of the file and for a logo that is
    missing, damaged, too large or no picture that forms can show; and for a picture or a document
    that was given instead.
    """
    _refuse_others(path)
    details, source = read_model(path, CentreDetails)
    if not details.logo:
        return Centre(details)
    try:
        logo = read_picture(path.parent / details.logo, f"Logo of {details.name}")
    except PictureError as error:
        problem = Problem(f"logo: {error.message}", source.place(("logo",)), error.hint)
        raise FormgenError(problem) from None
    return Centre(details, logo)


def _refuse_others(path: Path) -> None:
    """Refuse a logo, or a document that shows the centre's letterhead, given for its file."""
    kind = path.suffix.casefold()
    if kind not in (*_PICTURES, *_DOCUMENTS):
        return
    what = "picture" if kind in _PICTURES else "document"
    logo = path.name if kind in _PICTURES else "logo.png"
    hint = (
        f"A centre's file is a text file, {CENTRE_FILE}, that says “name: Your Centre” and, for a "
        f"logo beside it, “logo: {logo}”."
    )
    raise FormgenError(Problem(f"is a {what}, not a {CENTRE_FILE}", str(path), hint))
