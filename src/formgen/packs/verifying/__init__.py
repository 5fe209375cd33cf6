"""Finished documents read back: what each was made from, and whether that still holds."""

from formgen.packs.verifying.files import documents_in
from formgen.packs.verifying.judging import Verifier
from formgen.packs.verifying.verdicts import GridCheck, State, Verdict

__all__ = ["GridCheck", "State", "Verdict", "Verifier", "documents_in"]
