"""How lint reads codes: whatever way a publisher numbers, the pattern is taken from the codes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apiaries import QUALIFICATION, bee_unit, checked, write
from formgen.standards import Criterion, Element, Group, Unit
from formgen.standards.lint import Finding
from samples import letters


def doubled(at: int) -> str:
    return letters(at % 26) * (at // 26 + 1)


# How publishers number: unit code, an element's code, a criterion's code, a knowledge item's.
# A criterion is given the numbers of its element, in its element, and in the unit.
STYLES: dict[str, Any] = {
    "sqa": ("F3", "F3.{e}".format, lambda e, n, _: f"F3.{e}.{n}", lambda n: f"F3{letters(n - 1)}"),
    "going on": (
        "K1",
        "K1.{e}".format,
        lambda e, _, all_: f"K1.{e}.{all_}",
        lambda n: f"K1{doubled(n - 1)}",
    ),
    "small letters": (
        "F1",
        "F1.{e}".format,
        lambda e, n, _: f"f1.{e}.{n}",
        lambda n: f"f1{letters(n - 1)}",
    ),
    "letters": (
        "101",
        "{e}".format,
        lambda e, n, _: f"{e}{letters(n - 1)}",
        lambda n: f"{letters(n - 1)}.",
    ),
    "flat": ("HNYB10", "".format, lambda _, __, all_: f"P{all_}", lambda n: f"K{n}"),
    "outcomes": ("BE 27", "{e}.".format, lambda e, n, _: f"{e}.{n}", lambda n: f"U{n:02}"),
    "roman": ("R2", "R2.{e}".format, lambda e, n, _: f"{e}({roman(n)})", lambda n: f"R2K{n}"),
}


def roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


def numbered(style: str, sizes: Sequence[int], knowledge: int = 0) -> Unit:
    """Return a unit in a publisher's way of numbering, with elements of these sizes."""
    code, element, criterion, item = STYLES[style]
    return Unit(
        code=code,
        title="Keep the bees of an apiary",
        elements=tuple(
            Element(
                code=element(e=at),
                title="Look after a colony",
                criteria=_items(
                    [criterion(at, n, sum(sizes[: at - 1]) + n) for n in range(1, size + 1)]
                ),
            )
            for at, size in enumerate(sizes, 1)
        ),
        knowledge=_items([item(n) for n in range(1, knowledge + 1)]),
    )


def _items(codes: Sequence[str]) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(code=code, label=f"Check frame {code} {at}") for at, code in enumerate(codes)
    )


def found_in(unit: Unit, folder: Path) -> tuple[Finding, ...]:
    """Return the findings on a unit alone."""
    group = (Group(name="Core", units=(unit.code,)),)
    write(folder, QUALIFICATION.model_copy(update={"groups": group, "rules": ()}), [unit])
    return checked(folder)


STYLE, SIZES = st.sampled_from(list(STYLES)), st.lists(st.integers(1, 12), min_size=1, max_size=4)


@given(STYLE, SIZES, st.integers(0, 56))
def test_well_numbered_units_have_no_findings(
    tmp_path_factory: pytest.TempPathFactory, style: str, sizes: list[int], knowledge: int
) -> None:
    unit = numbered(style, sizes, knowledge)
    assert found_in(unit, tmp_path_factory.mktemp("bees")) == ()


def without(items: tuple[Criterion, ...], at: int) -> tuple[Criterion, ...]:
    return items[:at] + items[at + 1 :]


def swapped(items: tuple[Criterion, ...], at: int) -> tuple[Criterion, ...]:
    return (*items[:at], items[at + 1], items[at], *items[at + 2 :])


def in_element(unit: Unit, at: int, criteria: tuple[Criterion, ...]) -> Unit:
    elements = list(unit.elements)
    elements[at] = elements[at].model_copy(update={"criteria": criteria})
    return unit.model_copy(update={"elements": tuple(elements)})


@given(st.data(), STYLE)
def test_a_criterion_that_is_gone_leaves_one_gap(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, style: str
) -> None:
    """All but the last of an element: nothing tells that there was one more."""
    sizes = data.draw(st.lists(st.integers(4, 9), min_size=3, max_size=4))
    element = data.draw(st.integers(0, len(sizes) - 1))
    gone = data.draw(st.integers(0, sizes[element] - 2))
    unit = numbered(style, sizes)
    criteria = unit.elements[element].criteria
    (finding,) = found_in(
        in_element(unit, element, without(criteria, gone)), tmp_path_factory.mktemp("bees")
    )
    assert (finding.kind, finding.code) == ("missing-code", criteria[gone + 1].code)
    expected = f"there is no {criteria[gone].code} before {criteria[gone + 1].code}"
    assert finding.message == expected


@given(st.data(), STYLE)
def test_a_knowledge_item_that_is_gone_leaves_one_gap(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, style: str
) -> None:
    unit = numbered(style, [4, 4], data.draw(st.integers(5, 40)))
    gone = data.draw(st.integers(0, len(unit.knowledge) - 3))
    changed = unit.model_copy(update={"knowledge": without(unit.knowledge, gone)})
    (finding,) = found_in(changed, tmp_path_factory.mktemp("bees"))
    assert (finding.kind, finding.code) == ("missing-code", unit.knowledge[gone + 1].code)


@given(st.data(), STYLE)
def test_two_criteria_in_the_wrong_order_are_one_finding(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, style: str
) -> None:
    sizes = data.draw(st.lists(st.integers(4, 9), min_size=2, max_size=4))
    element = data.draw(st.integers(0, len(sizes) - 1))
    at = data.draw(st.integers(0, sizes[element] - 2))
    unit = numbered(style, sizes)
    changed = in_element(unit, element, swapped(unit.elements[element].criteria, at))
    (finding,) = found_in(changed, tmp_path_factory.mktemp("bees"))
    assert finding.kind == "out-of-sequence"
    assert finding.code in {each.code for each in unit.elements[element].criteria[at : at + 2]}


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["K1a", "K1b", "K1c", "K1y"], [("missing-code", "there is no K1d to K1x before K1y")]),
        (["K1.2", "K1.1", "K1.3"], [("out-of-sequence", "K1.1 stands after K1.2")]),
        (["K1a", "K1d", "K1b", "K1c", "K1e"], [("out-of-sequence", "K1d stands after K1a")]),
        (["K1.1", "K1.2a", "K1.2b", "K1.3"], []),
        (["1.1", "1.2", "2.1", "2.2", "2.4"], [("missing-code", "there is no 2.3 before 2.4")]),
        (["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"], []),
        (["i"], []),
        (["c"], [("missing-code", "there is no a to b before c")]),
        (["A", "B", "D"], [("missing-code", "there is no C before D")]),
        (["K01", "K02", "K04"], [("missing-code", "there is no K03 before K04")]),
        (
            ["K1a", "K1b", "K1 c", "K1d"],
            [("odd-code", "K1 c is not made like the other codes of K1, as K1a")],
        ),
        (["K1a", "K1b", "K1a", "K1d"], [("repeated-code", "K1a stands in line 33 already")]),
        (["*", "**", "***"], []),
        (
            ["K1k1", "K1k99999999"],
            [("missing-code", "there is no K1k2 to K1k201 before K1k99999999")],
        ),
    ],
)
def test_lists_of_codes(tmp_path: Path, codes: list[str], found: list[tuple[str, str]]) -> None:
    unit = bee_unit("K1").model_copy(update={"knowledge": _items(codes)})
    assert [(each.kind, each.message) for each in found_in(unit, tmp_path)] == found


def test_a_criterion_under_another_element_is_one_finding(tmp_path: Path) -> None:
    unit = numbered("sqa", [3, 3, 3])
    first, second, _ = unit.elements
    unit = in_element(unit, 0, first.criteria[:2])
    unit = in_element(unit, 1, (first.criteria[2], *second.criteria))
    (finding,) = found_in(unit, tmp_path)
    assert (finding.kind, finding.code) == ("odd-code", "F3.1.3")
    assert finding.message == "F3.1.3 is not made like the other codes of F3.2, as F3.2.1"


def recoded(unit: Unit, code: str) -> Unit:
    """Return a unit whose elements and items keep their codes, and whose own code is another."""
    return unit.model_copy(update={"code": code, "number": "", "title": f"Look after {code}"})


def without_prefix(unit: Unit) -> Unit:
    def short(item: Criterion) -> Criterion:
        return item.model_copy(update={"code": item.code.removeprefix(unit.code).lstrip(".")})

    return unit.model_copy(
        update={
            "elements": tuple(
                each.model_copy(
                    update={
                        "code": each.code.removeprefix(f"{unit.code}."),
                        "criteria": tuple(map(short, each.criteria)),
                    }
                )
                for each in unit.elements
            ),
            "knowledge": tuple(map(short, unit.knowledge)),
        }
    )


def checked_units(folder: Path, *units: Unit) -> list[tuple[str, str, str]]:
    """Return what lint finds in a qualification of these units: kind, code and message."""
    groups = (Group(name="Core", units=tuple(each.code for each in units)),)
    qualification = QUALIFICATION.model_copy(update={"groups": groups, "rules": ()})
    return [
        (each.kind, each.code, each.message)
        for each in checked(write(folder, qualification, units))
    ]


def test_a_unit_with_the_codes_of_another_is_one_finding(tmp_path: Path) -> None:
    wrong = recoded(bee_unit("K2"), "T7")
    found = [
        each for each in checked_units(tmp_path, bee_unit("K2"), wrong) if each[0] == "odd-code"
    ]
    assert found == [
        ("odd-code", "T7", "the codes of T7 don't begin with it, but with K2, as K2.1.1 does")
    ]


def test_a_unit_without_prefixes_among_units_with_them_is_one_finding(tmp_path: Path) -> None:
    bare = without_prefix(bee_unit("K3"))
    found = checked_units(tmp_path, bee_unit("K1"), bee_unit("K2"), bare)
    assert [(kind, code) for kind, code, _ in found] == [("odd-code", "K3")]
    assert found[0][2].endswith("as those of the other units begin with theirs: 1.1")


def test_a_prefix_of_no_unit_among_units_with_their_own_is_one_finding(tmp_path: Path) -> None:
    strange = recoded(bee_unit("M1"), "T7")
    found = checked_units(tmp_path, bee_unit("K1"), bee_unit("K2"), strange)
    assert [(kind, code) for kind, code, _ in found if kind == "odd-code"] == [("odd-code", "T7")]


def test_units_none_of_which_bears_its_code_are_well_formed(tmp_path: Path) -> None:
    units = [without_prefix(bee_unit(f"K{at}")) for at in range(1, 5)]
    assert checked_units(tmp_path, *units) == []


def test_numbered_outcomes_are_no_codes_of_numbered_units(tmp_path: Path) -> None:
    units = [
        recoded(without_prefix(bee_unit("K1")), str(at)).model_copy(update={"title": f"Year {at}"})
        for at in range(1, 6)
    ]
    assert [each for each in checked_units(tmp_path, *units) if each[0] == "odd-code"] == []
