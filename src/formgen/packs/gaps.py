"""What a pack will lack for a reason that is no fault, but that its maker may not know of."""

from __future__ import annotations

from collections.abc import Iterator

from formgen.errors import Problem
from formgen.packs.plan import Plan
from formgen.standards.files import QUALIFICATION_FILE

_NAMED = 3  # what has no words in a language


def plan_gaps(plan: Plan) -> Iterator[Problem]:
    """Yield, each in one line, the unit files left out, and what shows only codes or English."""
    standards = plan.standards
    if files := [each.relative_to(standards.folder).as_posix() for each in standards.ungrouped]:
        it, each = ("it", "its code") if len(files) == 1 else ("them", "their codes")
        yield Problem(
            f"no group names {', '.join(files)}: no form is made from {it}; "
            f"put {each} into a group, or remove {it}",
            str(standards.folder / QUALIFICATION_FILE),
        )
    for language, names in plan.untranslated.items():
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            yield Problem(
                f"no words in “{language}” for {', '.join(names[:_NAMED])}{more}: forms show them "
                "in English; give them under translations (formgen lint names each)",
                standards.name,
            )
    records = standards.units.by_code
    if bare := sum(
        records[code].unworded for code in {each.owner for each in plan.documents} - {""}
    ):
        items = "1 item has" if bare == 1 else f"{bare} items have"
        yield Problem(
            f"{items} neither label nor text: forms show only codes for them; "
            "import the published wording with --into, or write labels",
            standards.name,
        )
