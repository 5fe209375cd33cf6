"""Standards on disk: a qualification, its units, and what is said when they don't fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.errors import FormgenError, UnknownNameError
from formgen.standards import (
    Criterion,
    Element,
    Unit,
    changed_files,
    file_name,
    find,
    load,
    with_kept,
    without_text,
)
from samples import make_standards, qualification, unit


def problems_of(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(FormgenError) as raised:
        load(folder)
    return [(problem.place, problem.message) for problem in raised.value.problems]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_qualification_reads_back_with_its_units_in_order(tmp_path: Path) -> None:
    units = [unit("K2"), unit("K1", knowledge=0)]
    standards = load(make_standards(tmp_path / "bees", units))
    assert standards.name == "bees"
    assert list(standards.units) == units
    assert standards.qualification == qualification(units)


def test_saving_what_was_loaded_changes_no_byte(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1"), unit("K2")])
    replace(folder / "units" / "K1.yaml", "title: Keep", "# our own words\ntitle: Keep")
    standards = load(folder)
    assert changed_files(folder, standards.qualification, standards.units) == {}


def test_one_file_a_unit_and_each_names_its_schema(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1"), unit("CS 27")])
    names = sorted(path.name for path in (folder / "units").iterdir())
    assert names == ["CS-27.yaml", "K1.yaml"]
    first = (folder / "units" / "K1.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../schema/unit.schema.json"


def test_a_code_that_stands_twice_is_refused_at_its_line(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1")])
    path = folder / "units" / "K1.yaml"
    replace(path, "code: K1.1.2", "code: K1.1.1")
    line = path.read_text(encoding="utf-8").splitlines().index("        label: Check frame K1.1.2")
    assert problems_of(folder) == [(f"{path}:{line}", "item code “K1.1.1” is here twice")]


def test_two_units_with_one_code_are_refused(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1")])
    twin = (folder / "units" / "K1.yaml").read_text(encoding="utf-8")
    (folder / "units" / "K1b.yaml").write_text(twin, encoding="utf-8")
    place = f"{folder / 'units' / 'K1b.yaml'}:2"
    assert problems_of(folder) == [(place, "the unit code “K1” is taken already, in K1.yaml")]


def test_a_group_that_names_a_missing_unit_is_refused(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1"), unit("K2")])
    (folder / "units" / "K2.yaml").unlink()
    ((place, message),) = problems_of(folder)
    assert message == f"the unit “K2” has no file in {folder / 'units'}"
    assert place.startswith(f"{folder / 'qualification.yaml'}:")


def test_a_file_that_holds_another_code_than_its_name_says_so(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1"), unit("CS 27")])
    path = folder / "units" / "CS-27.yaml"
    replace(path, "code: CS 27\n", "code: CS 72\n")
    with pytest.raises(FormgenError) as raised:
        load(folder)
    (problem,) = raised.value.problems
    assert problem.place.startswith(f"{folder / 'qualification.yaml'}:")
    assert problem.message == f"the unit “CS 27” is not there: {path} holds the code “CS 72”"
    assert problem.hint == f"Change one of them: the code stands in {path}:2."


def test_a_unit_file_that_no_group_names_is_known_as_such(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1"), unit("K2")])
    replace(folder / "qualification.yaml", "      - K2\n", "")
    standards = load(folder)
    assert [each.code for each in standards.units] == ["K1"]
    assert standards.ungrouped == (folder / "units" / "K2.yaml",)


def test_rules_must_name_groups_that_exist(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1")])
    replace(
        folder / "qualification.yaml",
        "rules:\n  - groups:\n      - Core",
        "rules:\n  - groups:\n      - Cor",
    )
    with pytest.raises(FormgenError) as raised:
        load(folder)
    (problem,) = raised.value.problems
    assert problem.message == "this rule names the group “Cor”, which is not in groups"
    assert problem.hint == "Did you mean Core?"


@pytest.mark.parametrize(
    ("rule", "said"),
    [("{min: -1}", "“min” cannot be -1: it is 0 or more"),
     ("{max: -2}", "“max” cannot be -2: it is 0 or more"),
     ("{min: many}", "“min” should be a number, not “many”")],
)  # fmt: skip
def test_an_amount_that_no_rule_can_ask_for_is_told_with_its_line(
    tmp_path: Path, rule: str, said: str
) -> None:
    path = tmp_path / "qualification.yaml"
    path.write_text(f"title: Award\nrules:\n  - {rule}\n", encoding="utf-8")
    ((place, message),) = problems_of(tmp_path)
    assert (place, message) == (f"{path}:3", said)


def test_faults_of_several_files_come_at_once(tmp_path: Path) -> None:
    folder = make_standards(tmp_path / "bees", [unit("K1"), unit("K2")])
    replace(folder / "units" / "K1.yaml", "title: Keep", "titel: Keep")
    replace(folder / "units" / "K2.yaml", "title: Keep", "titel: Keep")
    assert len(problems_of(folder)) == 4


def test_units_of_another_folder_are_found_where_it_is_named(tmp_path: Path) -> None:
    make_standards(tmp_path / "library", [unit("K1"), unit("K2")])
    folder = tmp_path / "award"
    folder.mkdir()
    (folder / "qualification.yaml").write_text(
        "title: Award\nunits_from: [../library]\ngroups:\n  - {name: All, units: [K2]}\n",
        encoding="utf-8",
    )
    assert [each.code for each in load(folder).units] == ["K2"]
    assert load(folder).ungrouped == ()


@pytest.mark.parametrize("name", ["K1", "k1", "BEE1 04", "bee104"])
def test_a_unit_is_found_by_code_or_number(tmp_path: Path, name: str) -> None:
    standards = load(make_standards(tmp_path / "bees", [unit("K1")]))
    assert standards.unit(name).code == "K1"


def test_an_unknown_unit_gets_a_suggestion(tmp_path: Path) -> None:
    standards = load(make_standards(tmp_path / "bees", [unit("K14"), unit("K2", number="")]))
    with pytest.raises(UnknownNameError, match="there is no unit in bees called “K41”"):
        standards.unit("K41")


def test_the_built_in_catalogue_is_found_from_any_folder(workspace: Path) -> None:
    assert find("svq3-customer-service", workspace).qualification.awarding_body == "SQA"


def test_an_unknown_qualification_gets_a_suggestion(workspace: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"Did you mean svq3-customer-service"):
        find("svq3-custmer-service", workspace)


def test_a_workspace_folder_with_one_qualification_stands_for_it(workspace: Path) -> None:
    make_standards(workspace / "mine" / "standards" / "bees", [unit("K1")])
    assert find("mine", workspace).name == "bees"
    assert find("mine/standards/bees", workspace).name == "bees"


def test_the_file_of_a_qualification_stands_for_its_folder(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_standards(workspace / "bees", [unit("K1")])
    assert find("bees/qualification.yaml", workspace).name == "bees"
    monkeypatch.chdir(folder)
    assert find("qualification.yaml", workspace).name == "bees"


def test_an_import_keeps_the_labels_that_people_wrote() -> None:
    before = Unit(
        code="K1", title="T", level="5", knowledge=(Criterion(code="a", label="Ours", text="old"),)
    )
    imported = Unit(code="K1", title="T", knowledge=(Criterion(code="a", text="new"),))
    assert with_kept(imported, before).knowledge == (Criterion(code="a", label="Ours", text="new"),)
    assert with_kept(imported, before).level == "5"


def test_a_unit_without_text_has_codes_titles_and_labels_only() -> None:
    full = Unit(
        code="K1",
        title="T",
        overview="Long",
        elements=(Element(title="E", criteria=(Criterion(code="1", label="L", text="Long"),)),),
    )
    bare = without_text(full)
    assert bare.overview == ""
    assert bare.criteria == (Criterion(code="1", label="L"),)


@given(st.text(max_size=300))
def test_file_names_are_safe_on_every_system(text: str) -> None:
    name = file_name(text)
    assert 0 < len(name) <= 101
    assert not set(name) & set('<>:"/\\|?*\x00\n\t ')
    assert name not in (".", "..") and not name.endswith((".", " "))
    assert name.split(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
