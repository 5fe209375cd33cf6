"""Texts as files of standards hold them, and terms: what things and people are called."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from formgen.yamlfiles import YamlModel

Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Terms(YamlModel):
    """What a publisher or a form set calls the kinds of things; an empty term leaves the choice."""

    element: Text = Field("", description="One element: Element, Learning outcome, Outcome.")
    criteria: Text = Field("", description="Performance criteria, Assessment criteria.")
    scope: Text = Field("", description="Range, Scope.")
    evidence_requirements: Text = Field("", description="Evidence requirements.")
    behaviours: Text = Field("", description="Behaviours.")
    knowledge: Text = Field("", description="Knowledge and understanding.")
    candidate: Text = Field("", description="Candidate, Learner.")
    assessor: Text = Field("", description="Assessor, Tutor.")
    internal_verifier: Text = Field("", description="Internal verifier, IQA.")
