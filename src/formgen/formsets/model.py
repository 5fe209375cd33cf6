"""What a form set is: the forms of one house, the templates they are made from, and its terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from formgen.formsets.layout import LayoutOptions
from formgen.formsets.saving import how_to_save
from formgen.formsets.terms import unknown_tags, with_terms
from formgen.standards.files import file_name
from formgen.standards.terms import Code, Terms, Text
from formgen.standards.translations import Language
from formgen.yamlfiles import Fault, YamlModel

FORMATS = ("docx", "xlsx")
"""The formats that templates have."""
PDF = "pdf"
"""The format that is made from the others."""

RESERVED = ("pack",)
"""Names that no form may have, since files that are no form have them."""


_SPEAKING = ("title", "purpose", "filled_by", "signed_by")
"""The texts of a form that may speak of people and things by their terms."""


class Form(LayoutOptions):
    """One form: what it is for, what it is made for, its templates and how it is laid out.

    Options of the layout that it doesn't give are those of the set.
    """

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
    only_combined: bool = Field(
        False, description="Whether it is made only as a part of the combined document."
    )
    by_criterion: tuple[Code, ...] = Field(
        (), description="Templates to use instead where the grid is by_criterion."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield the faults of its layout, and of texts with tags that stand for no term."""
        yield from super().faults()
        for key in _SPEAKING:
            for tag, hint in unknown_tags(getattr(self, key)):
                yield Fault((key,), f"there is no term {tag}", hint)

    def speaking(self, terms: Terms) -> Form:
        """Return the form with the terms put into its texts."""
        texts = {name: getattr(self, name) for name in _SPEAKING}
        tagged = {name: with_terms(text, terms) for name, text in texts.items() if "{{" in text}
        return self.model_copy(update=tagged) if tagged else self

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats this form can be made in, in the order of its templates."""
        return tuple(map(template_format, self.templates))


class Words(YamlModel):
    """The few words that formgen itself puts on forms; all others are the templates'."""

    edition: Text = Field("edition", description="“SVQ 3, edition 2026” at the foot of pages.")
    of: Text = Field("of", description="“(1 of 2)” over a grid in parts.")
    continued: Text = Field("continued", description="Over a further page of a grid.")
    all_forms: Text = Field("All forms", description="Title of a document of many forms.")


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class FormSet(YamlModel):
    """The forms of one house style, in the order of the portfolio."""

    title: Text = Field(description="Title of the form set.")
    version: Text = Field("", description="Edition of the forms; printed in every footer.")
    languages: Annotated[tuple[Language, ...], BeforeValidator(_as_list)] = Field(
        (),
        description="Languages of titles and labels, by their codes: cy, or [cy, en] for both. The "
        "first is the documents' own. None: English.",
    )
    words: Words = Field(Words(), description="What formgen itself writes, in another language.")
    terms: Terms = Field(Terms(), description="What the forms call the kinds of items.")
    layout: LayoutOptions = Field(LayoutOptions(), description="How pages and grids are laid out.")
    forms: tuple[Form, ...] = Field(description="The forms in portfolio order.")

    def layout_of(self, form: Form) -> LayoutOptions:
        """Return the options of the set with those that a form gives itself."""
        return self.layout.changed_by(form)

    def templates_of(self, form: Form) -> tuple[str, ...]:
        """Return the template files of a form: those for the grid that its layout asks for."""
        by_criterion = self.layout_of(form).grid == "by_criterion"
        return form.by_criterion if by_criterion and form.by_criterion else form.templates

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for each repeated form name and each template of an unknown format."""
        for fault in self.layout.faults():
            yield Fault(("layout", *fault.keys), fault.message, fault.hint)
        if self.layout.grid == "by_criterion" and not any(form.by_criterion for form in self.forms):
            yield Fault(("layout", "grid"), *_NO_TEMPLATE)
        yield from self._name_faults()
        for at, form in enumerate(self.forms):
            yield from _template_faults(at, form)
            for fault in form.faults():
                yield Fault(("forms", at, *fault.keys), fault.message, fault.hint)
            if form.grid == "by_criterion" and not form.by_criterion:
                yield Fault(("forms", at, "grid"), *_NO_TEMPLATE)

    def _name_faults(self) -> Iterator[Fault]:
        seen: set[str] = set()
        for at, form in enumerate(self.forms):
            name = form.name.casefold()  # one file to Windows and macOS
            if name in seen:
                message = f"the form “{form.name}” is here twice"
                hint = "Delete one of them, or give it another name."
                yield Fault(("forms", at, "name"), message, hint, certain=True)
            seen.add(name)
            if name in RESERVED:
                message = f"“{form.name}” is the name of the document that holds the whole pack"
                yield Fault(("forms", at, "name"), message, "Give the form another name.")
            safe = file_name(form.name)
            if safe != form.name.replace(" ", "-"):
                message = f"“{form.name}” can't be the name of a file everywhere"
                yield Fault(("forms", at, "name"), message, f"Write, for example, {safe}.")


def _template_faults(at: int, form: Form) -> Iterator[Fault]:
    """Yield the faults of the templates that a form names, each with its place in the set."""
    if not form.templates:
        yield Fault(("forms", at, "templates"), *_NO_FORM)
    seen: set[tuple[str, str]] = set()
    for key, position, template in template_files(dict(form)):
        made = (key, template_format(template))
        if made[1] not in FORMATS:
            message = f"“{template}” is no template that formgen can fill"
            hint = how_to_save(PurePosixPath(template))
            yield Fault(("forms", at, key, position), message, hint)
        elif made in seen:
            message = f"“{template}” is a second template for {made[1]}"
            yield Fault(("forms", at, key, position), message, _ONE_FOR_EACH)
        seen.add(made)
    if form.by_criterion and {*form.formats} != {*map(template_format, form.by_criterion)}:
        yield Fault(
            ("forms", at, "by_criterion"),
            "by_criterion has other formats than templates",
            "Give one template for each format of the form.",
        )


_NO_FORM = (
    "this form has no template, so nothing could be made of it",
    "Name its template files, one for each format: [talk.docx, talk.xlsx].",
)
_ONE_FOR_EACH = "Name one for each format, and make another form of the other."
_NO_TEMPLATE = (
    "there is no template for a grid by criterion",
    "Name it under by_criterion, beside templates.",
)


def template_files(form: Mapping[str, object]) -> Iterator[tuple[str, int, str]]:
    """Yield each template file that a form, as read, names, with its key and its position there."""
    for key in ("templates", "by_criterion"):
        names = form.get(key)
        for position, template in enumerate(names if isinstance(names, (list, tuple)) else ()):
            if isinstance(template, str):
                yield key, position, template


def template_format(template: str | Path) -> str:
    """Return the format that a template makes: its suffix without the dot, in lower case."""
    return PurePosixPath(str(template)).suffix.removeprefix(".").casefold()
