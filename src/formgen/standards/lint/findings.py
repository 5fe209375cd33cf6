"""What lint finds: the kinds of findings, one finding, and the report of a run.

The kinds are an interface: docs/lint.md lists them all, and a test keeps that list and ``KINDS``
equal.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

from formgen.yamlfiles import KeyPath, YamlText

Severity: TypeAlias = Literal["error", "warning", "note"]
"""Error: no forms, or wrong ones. Warning: most likely a slip. Note: worth knowing."""


@dataclass(frozen=True)
class Kind:
    """A kind of finding: how grave it is, what is wrong, and what to do about it."""

    severity: Severity
    meaning: str
    remedy: str

    @property
    def hint(self) -> str:
        """What to do, as a sentence."""
        return f"{self.remedy[0].upper()}{self.remedy[1:]}."


KINDS = {
    "unreadable": Kind(
        "error",
        "formgen can't read the file, or refuses what it holds",
        "put the named line right; the other checks of the file come after that",
    ),
    "missing-folder": Kind(
        "error",
        "a folder that `units_from` names is not there",
        "correct the path, which is relative to the qualification's folder",
    ),
    "missing-unit": Kind(
        "error",
        "a group names a unit that has no file",
        "correct the code, add the unit's file, or take the code off the list",
    ),
    "repeated-unit": Kind(
        "error",
        "two files of a folder hold a unit of the same code, case and spaces aside",
        "give each unit a code of its own, or delete one of the files",
    ),
    "repeated-code": Kind(
        "error",
        "a code stands twice in a unit, case aside",
        "correct one of the two from the source document",
    ),
    "empty-unit": Kind(
        "error",
        "a unit has neither criteria nor knowledge, so its forms would have no columns",
        "add its items, or delete the file and take it out of its groups",
    ),
    "rule-unmeetable": Kind(
        "error",
        "no choice of units meets the rule: it asks for more than its selection holds, or than "
        "the other rules let be taken, or all rules together are too much",
        "compare the rule's numbers and groups with the source document",
    ),
    "missing-code": Kind(
        "warning",
        "the codes of a list jump",
        "add the item that is missing, or correct the code after the gap",
    ),
    "out-of-sequence": Kind(
        "warning",
        "an item stands before or after its place in the order of the codes",
        "move it, or correct its code",
    ),
    "odd-code": Kind(
        "warning",
        "a code is not made like its neighbours': another prefix than the unit's or the "
        "element's, other case or punctuation; or none of a unit's codes begins with the unit's, "
        "where they do in other units",
        "correct the code, or move the item to the element it belongs to",
    ),
    "empty-element": Kind(
        "warning",
        "an element has no criteria",
        "add its criteria, or delete the element",
    ),
    "ungrouped-unit": Kind(
        "warning",
        "no group of a qualification read in this run names the unit, so it is never built",
        "name it in a group, or delete the file; check it together with a qualification that "
        "takes it by `units_from`",
    ),
    "unit-in-two-groups": Kind(
        "warning",
        "a unit stands in several groups of a qualification without rulesets",
        "take it out of all groups but its own",
    ),
    "unit-title-differs": Kind(
        "warning",
        "a unit has different titles in the folders of several qualifications",
        "correct one of them, or keep one file and share it by `units_from`",
    ),
    "repeated-title": Kind(
        "warning",
        "two units of a qualification have the same title",
        "correct the title that was copied",
    ),
    "repeated-number": Kind(
        "warning",
        "two units of a qualification have the same awarding body number",
        "correct the number that was copied",
    ),
    "missing-level": Kind(
        "warning",
        "a unit has no level where all others of the qualification, or nearly all, have one",
        "add `level` from the source document",
    ),
    "missing-credits": Kind(
        "warning",
        "a unit has no credits where all others of the qualification, or nearly all, have them",
        "add `credits` from the source document",
    ),
    "rule-credits-unknown": Kind(
        "warning",
        "a rule counts credits, and units of its selection have none",
        "add `credits` to the units",
    ),
    "rule-level-unheld": Kind(
        "warning",
        "a rule names a level that no unit of its selection has, and not as part of a range",
        "correct the level in the rule or in the units",
    ),
    "missing-label": Kind(
        "warning",
        "an item has no label where others of its unit have one, or neither label nor text",
        "write two to seven words of your own as its `label`",
    ),
    "long-label": Kind(
        "warning",
        "a label has more than seven words",
        "shorten it: columns of a grid are narrow",
    ),
    "repeated-label": Kind(
        "warning",
        "two items of a unit have the same label",
        "say in each what makes it differ",
    ),
    "missing-translation": Kind(
        "warning",
        "a unit has words in another language, and a title or item of it has none",
        "add them under its `translations`; until then forms in that language show the English",
    ),
    "odd-spacing": Kind(
        "warning",
        "a text begins or ends with a space, or has several in a row",
        "delete the spaces",
    ),
    "odd-character": Kind(
        "warning",
        "a text has an invisible, private or wrongly decoded character",
        "type the character anew, or copy the text again",
    ),
    "rule-levels-unknown": Kind(
        "note",
        "a rule speaks of unit levels, and units of its selection have none, so the rule can't "
        "be checked; some publishers don't print them",
        "add `level` to the units if you know it",
    ),
    "unit-without-wording": Kind(
        "note",
        "no item of the unit has a label or text, so its forms show codes alone",
        "fill in the texts from your own copy of the document (`formgen import --into`), or write "
        "labels",
    ),
    "missing-version": Kind(
        "note",
        "the qualification has no version, so forms can't say which edition they are made from",
        "add `version`: the edition or year that the document prints",
    ),
    "no-full-stop": Kind(
        "note",
        "a published text ends without a full stop where its neighbours have one",
        "compare with the source document; leave it if it is printed so",
    ),
    "unusual-full-stop": Kind(
        "note",
        "a published text ends with a full stop where its neighbours have none",
        "compare with the source document; leave it if it is printed so",
    ),
    "repeated-text": Kind(
        "note",
        "two items of a unit have the same published text",
        "compare with the source document; leave it if it is printed so",
    ),
    "similar-items": Kind(
        "note",
        "items of two units say the same, or nearly",
        "nothing is wrong: one piece of evidence may serve both",
    ),
}
"""Every kind of finding by name, the gravest first; a kind once published keeps its meaning."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that a check found: where, what, and what to do."""

    file: str
    line: int
    kind: str
    message: str
    code: str = ""
    """Code of the unit, element or item concerned; empty where it is of none."""
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """How grave findings of this kind are."""
        return KINDS[self.kind].severity

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.severity} {self.kind}: {self.message}"


def found(source: YamlText, keys: KeyPath, kind: str, message: str, code: str = "") -> Finding:
    """Return a finding at the value with this key path, or at the nearest one around it."""
    line = line_of(source, keys)
    return Finding(str(source.path), line, kind, message, code, KINDS[kind].hint)


def line_of(source: YamlText, keys: KeyPath) -> int:
    """Return the line of the value with this key path, or of the nearest one around it."""
    return int(source.place(keys).rpartition(":")[2])


@dataclass(frozen=True)
class LintReport:
    """What a run of lint found, by file and line, and how many files it looked at."""

    findings: tuple[Finding, ...]
    files: int

    @property
    def clean(self) -> bool:
        """Whether there is nothing but notes."""
        return all(finding.severity == "note" for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of this severity."""
        return Counter(finding.severity for finding in self.findings)[severity]
