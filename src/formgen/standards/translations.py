"""The words of standards in other languages than English, as files hold them beside the English."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from formgen.standards.terms import Code, Terms, Text
from formgen.yamlfiles import YamlModel


def _language_code(text: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", text):
        message = f"“{text}” is no code of a language: write en, cy for Welsh, gd for Gaelic"
        raise ValueError(message)
    return text


Language = Annotated[
    str,
    AfterValidator(_language_code),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}$"}),
]
"""A language by its code (ISO 639): ``en``, ``cy`` for Welsh, ``gd`` for Scottish Gaelic."""


class ItemWords(YamlModel):
    """An item in another language."""

    label: Text = Field("", description="The item's label in this language.")
    text: Text = Field("", description="The published wording in this language.")
    note: Text = Field("", description="The publisher's note in this language.")

    @property
    def wording(self) -> str:
        """What a form shows."""
        return self.text or self.label


class ElementWords(YamlModel):
    """An element in another language."""

    title: Text = Field("", description="The element's title in this language.")
    note: Text = Field("", description="The publisher's note in this language.")


class UnitWords(YamlModel):
    """A unit in another language; its elements and items have their own words."""

    title: Text = Field("", description="The unit's title in this language.")
    theme: Text = Field("", description="Its theme or topic area in this language.")
    overview: Text = Field("", description="The publisher's summary in this language.")


class QualificationWords(YamlModel):
    """A qualification in another language."""

    title: Text = Field("", description="The qualification's title in this language.")
    groups: dict[Code, Text] = Field(
        default_factory=dict,
        description="Names of groups in this language, by the names they have above.",
    )
    rules: tuple[Text, ...] = Field(
        (), description="The rules of combination in this language, one for each, in their order."
    )
    terms: Terms = Field(Terms(), description="The publisher's terms in this language.")
