"""What a build keeps beside a pack: it spares reading, and whatever becomes of it harms nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen import yamlfiles
from formgen.formsets import files as formset_files
from formgen.packs import Built, Request, make_packs
from formgen.packs.kept import NOTHING_KEPT, read_kept
from formgen.standards import Criterion, Unit, UnitRecord, Units, files, load
from formgen.yamlfiles import YamlModel, YamlText
from samples import unit

Model = TypeVar("Model", bound=YamlModel)
Write = Callable[..., Path]
UNITS = (unit("K1"), unit("K2", number="BEE2 04"), unit("K3", title="Keep “bees”\u2028in rows"))


def build(workspace: Path) -> Built:
    request = Request("sample", workspace, forms=("assessment-plan", "progress-record"))
    (pack,) = make_packs([request], workspace / "out")
    return pack.built


@pytest.fixture
def pack(workspace: Path, standards_of: Write) -> Path:
    standards_of(*UNITS)
    build(workspace)
    return workspace / "out" / "sample"


def test_what_is_kept_is_what_the_files_hold(workspace: Path, pack: Path) -> None:
    kept = read_kept(pack / ".formgen" / "standards.jsonl")
    standards = load(workspace / "standards" / "sample")
    assert kept.qualification() == standards.qualification
    assert [kept.unit(each.code) for each in UNITS] == list(standards.units)


def test_only_files_that_changed_are_parsed(
    workspace: Path, pack: Path, standards_of: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def read_model(path: Path, model: type[Model]) -> tuple[Model, YamlText]:
        parsed.append(path.name)
        return yamlfiles.read_model(path, model)

    monkeypatch.setattr(files, "read_model", read_model)
    monkeypatch.setattr(formset_files, "read_model", read_model)
    assert build(workspace).unchanged == 4
    assert parsed == []
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    assert build(workspace).written == [
        "sample/progress-record.docx",
        "sample/K2/assessment-plan.docx",
    ]
    # The qualification's once for the name of its form set, before anything is made.
    assert parsed == ["qualification.yaml", "qualification.yaml", "K2.yaml", "formset.yaml"]


@pytest.mark.parametrize("name", ["standards.jsonl", "last-run.json"])
@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"0.1.0\n{}\n[[1]]\n{}\n", None])
def test_notes_that_are_damaged_or_gone_cost_time_only(
    workspace: Path, pack: Path, standards_of: Write, name: str, damage: bytes | None
) -> None:
    notes = pack / ".formgen" / name
    notes.unlink() if damage is None else notes.write_bytes(damage)
    again = build(workspace)
    assert (again.written, again.kept, again.unchanged) == ([], [], 4)
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    assert len(build(workspace).written) == 2


def test_what_another_formgen_kept_is_read_anew(workspace: Path, pack: Path) -> None:
    notes = pack / ".formgen" / "standards.jsonl"
    version, _, rest = notes.read_text(encoding="utf-8").partition("\n")
    notes.write_text(f"{version}.1\n{rest}".replace("K1", "X1"), encoding="utf-8")
    (pack / ".formgen" / "last-run.json").unlink()
    assert build(workspace).written == []


def test_a_manifest_that_another_program_wrote_is_understood(
    workspace: Path, pack: Path, standards_of: Write
) -> None:
    manifest = pack / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(json.dumps(json.loads(text), indent=2), encoding="utf-8")
    again = build(workspace)
    assert (again.written, again.kept, again.unchanged) == ([], [], 4)
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    assert len(build(workspace).written) == 2
    assert json.loads(manifest.read_text(encoding="utf-8")).keys() == json.loads(text).keys()


def test_a_manifest_with_a_broken_line_makes_nothing_ours(workspace: Path, pack: Path) -> None:
    manifest = pack / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"unit": "K1"', '"unit": K1'), encoding="utf-8")
    (pack / "K1" / "assessment-plan.docx").write_bytes(b"damaged")
    assert build(workspace).written == ["sample/K1/assessment-plan.docx"]
    assert manifest.read_text(encoding="utf-8") == text


def test_nothing_is_kept_in_an_empty_folder(tmp_path: Path) -> None:
    assert read_kept(tmp_path / "standards.jsonl") == NOTHING_KEPT


TEXTS = st.text(st.characters(exclude_categories=["C"], include_characters="\t\n\u2028\x85"))


@given(title=TEXTS.filter(str.strip), texts=st.lists(TEXTS, max_size=4))
@settings(max_examples=25)
def test_units_come_out_as_they_were_kept(title: str, texts: list[str]) -> None:
    items = tuple(Criterion(code=f"K{at}", text=text) for at, text in enumerate(texts))
    of = Unit(code="K", title=title, knowledge=items)
    units = Units.of([of])
    assert (units[0], units.get("K"), units.get("L")) == (of, of, None)
    assert units.records[0].unworded == sum(not text.strip() for text in texts)
    assert UnitRecord.of(units[0]).digest == units.records[0].digest
