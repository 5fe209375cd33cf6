"""Building again: only what changed, with the reason, and nothing of anybody else's lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from formgen.errors import FormgenError
from formgen.packs import Built, Request, make_packs
from formgen.packs import folder as pack_folder
from formgen.packs import requests as pack_requests
from formgen.packs import run as pack_run
from formgen.standards import Criterion, Unit
from samples import unit

Write = Callable[..., Path]

UNITS = (unit("K1"), unit("K2", number="BEE2 04"), unit("K3", number="BEE3 04"))


def build(workspace: Path, **options: Any) -> Built:
    """Build the sample's forms that show labels and those that don't, into ``out``."""
    chosen = {name: options.pop(name) for name in ("units", "forms", "formset") if name in options}
    request = Request("sample", workspace, **{"formset": "sqa", **chosen})
    (pack,) = make_packs([request], workspace / "out", **options)
    return pack.built


def relabelled(of: Unit, code: str, label: str) -> Unit:
    def change(item: Criterion) -> Criterion:
        return item.model_copy(update={"label": label}) if item.code == code else item

    return of.with_items(change)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a pack but formgen's own notes, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and pack_folder.OWN not in path.parts
    }


@pytest.fixture
def made(workspace: Path, standards_of: Write) -> Built:
    standards_of(*UNITS)
    return build(workspace)


def test_the_same_again_reads_no_standards_and_opens_no_template(
    workspace: Path, made: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("nothing is to be read")

    monkeypatch.setattr(pack_requests, "load", fail)
    monkeypatch.setattr(pack_requests, "find_formset", fail)
    again = build(workspace)
    assert (again.written, again.unchanged) == ([], len(made.written))


def test_a_changed_label_makes_exactly_the_documents_that_show_it(
    workspace: Path, standards_of: Write, made: Built
) -> None:
    changed = relabelled(UNITS[1], "K2.1.2", "Look into every frame")
    standards_of(UNITS[0], changed, UNITS[2])
    planned = build(workspace, dry_run=True)
    before = contents(workspace / "out")
    built = build(workspace)
    assert built.written == planned.written
    assert set(built.reasons.values()) == {"criterion K2.1.2 reworded"}
    after = contents(workspace / "out")
    assert {path for path in after if after[path] != before.get(path)} - {
        "sample/manifest.json"
    } == set(built.written)
    forms = {Path(path).name for path in built.written}
    assert "achievement-grid.docx" in forms
    assert "evidence-index.docx" not in forms
    assert all(path.startswith("sample/K2/") for path in built.written)


def test_a_comment_or_a_new_order_of_keys_makes_nothing(workspace: Path, made: Built) -> None:
    path = workspace / "standards" / "sample" / "units" / "K1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"# checked by the centre\n{text}", encoding="utf-8")
    assert build(workspace).written == []


def test_a_changed_template_makes_exactly_the_documents_made_from_it(
    workspace: Path, standards_of: Write, repository: Path
) -> None:
    standards_of(*UNITS)
    own = workspace / "forms" / "templates" / "sqa"
    shutil.copytree(repository / "forms" / "templates" / "sqa", own)
    build(workspace)
    shutil.copy(own / "witness-testimony.docx", own / "observation-record.docx")
    built = build(workspace)
    assert {Path(path).name for path in built.written} == {"observation-record.docx"}
    assert len(built.written) == len(UNITS)
    assert set(built.reasons.values()) == {"its template changed"}


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda path: path.unlink(), "it is not there any more"),
        (lambda path: path.write_bytes(b""), "the file no longer opens"),
        (lambda path: path.write_bytes(path.read_bytes()[:-300]), "the file no longer opens"),
    ],
)
def test_what_is_missing_or_damaged_is_made_again(
    workspace: Path, made: Built, damage: Callable[[Path], None], reason: str
) -> None:
    name = made.written[-1]
    whole = (workspace / "out" / name).read_bytes()
    damage(workspace / "out" / name)
    built = build(workspace)
    assert built.reasons == {name: reason}
    assert (workspace / "out" / name).read_bytes() == whole


def edit(path: Path) -> bytes:
    """Change a document as a person would: it is another whole file afterwards."""
    other = next(each for each in path.parent.glob(f"*{path.suffix}") if each != path)
    shutil.copy(other, path)
    return path.read_bytes()


def test_an_edited_file_is_kept_and_told_at_every_build(
    workspace: Path, standards_of: Write, made: Built
) -> None:
    name = next(path for path in made.written if path.startswith("sample/K1/"))
    mine = edit(workspace / "out" / name)
    standards_of(unit("K1", title="Keep bees through the winter"), *UNITS[1:])
    assert build(workspace).kept == [name]
    assert build(workspace).kept == [name]
    assert build(workspace, units=("K2",)).kept == []
    assert (workspace / "out" / name).read_bytes() == mine
    assert build(workspace, force=True).reasons[name] == "everything is made anew"
    assert build(workspace).kept == []


def test_documents_no_longer_planned_are_told_and_only_pruned_on_request(
    workspace: Path, standards_of: Write, made: Built
) -> None:
    standards_of(*UNITS[:2])
    gone = [path for path in made.written if path.startswith("sample/K3/")]
    assert sorted(build(workspace).stale) == sorted(gone)
    mine = edit(workspace / "out" / gone[0])
    pruned = build(workspace, prune=True)
    assert sorted(pruned.removed) == sorted(gone[1:])
    assert pruned.kept == gone[:1]
    assert (workspace / "out" / gone[0]).read_bytes() == mine
    assert not any((workspace / "out" / path).exists() for path in gone[1:])


def test_a_second_run_in_the_same_folder_is_told_to_wait(workspace: Path, made: Built) -> None:
    with (
        pack_folder.PackFolder(workspace / "out" / "sample").locked(),
        pytest.raises(FormgenError, match="another formgen is at work in this folder"),
    ):
        build(workspace, force=True)


def interrupted(after: int) -> Callable[[str, int], None]:
    """Return a note of progress that ends the run as Ctrl+C would, after so many documents."""
    done = 0

    def advance(_: str, documents: int) -> None:
        nonlocal done
        done += documents
        if done == after:
            raise KeyboardInterrupt

    return advance


@pytest.mark.parametrize("after", [1, 3, 5])
def test_a_run_cut_short_is_finished_by_the_next_one_as_if_nothing_had_been(
    workspace: Path, standards_of: Write, made: Built, after: int
) -> None:
    changes: Iterable[tuple[Unit, ...]] = (
        tuple(unit(f"K{at}", title="Keep bees on roofs") for at in (1, 2, 3)),
        tuple(unit(f"K{at}", title="Keep bees in hedges") for at in (1, 2, 3)),
    )
    for units in changes:  # twice, so that what the first one left is no one's but formgen's
        standards_of(*units)
        with pytest.raises(KeyboardInterrupt):
            build(
                workspace,
                forms=("achievement-grid",),
                watch=lambda _: nullcontext(interrupted(after)),
            )
        (workspace / "out" / "sample" / "K1" / ".x.docx-1.formgen-tmp").write_bytes(b"half")
    assert build(workspace).kept == []
    shutil.move(workspace / "out", workspace / "first")
    build(workspace)
    assert contents(workspace / "first") == contents(workspace / "out")


def cut_short(workspace: Path, after: int = 5) -> None:
    """Build and end it as Ctrl+C would, after so many documents."""
    with pytest.raises(KeyboardInterrupt):
        build(workspace, watch=lambda _: nullcontext(interrupted(after)))


def in_hedges() -> tuple[Unit, ...]:
    return tuple(each.model_copy(update={"title": "Keep bees in hedges"}) for each in UNITS)


def test_a_page_that_was_being_written_when_a_run_was_cut_short_is_deleted(
    workspace: Path, made: Built
) -> None:
    half = workspace / "out" / "sample" / ".manifest.json-1.formgen-tmp"
    half.write_bytes(b"half")
    (workspace / "out" / "sample" / "manifest.json").unlink()
    build(workspace)
    assert not half.exists()


def test_what_a_run_cut_short_made_is_taken_back_with_the_change(
    workspace: Path, standards_of: Write, made: Built
) -> None:
    before = contents(workspace / "out")
    standards_of(*in_hedges())
    cut_short(workspace)
    assert contents(workspace / "out") != before
    standards_of(*UNITS)
    planned = build(workspace, dry_run=True)
    assert set(planned.reasons.values()) == {"a build that was stopped made it otherwise"}
    assert build(workspace).written == planned.written
    assert contents(workspace / "out") == before


def test_what_a_run_cut_short_made_is_formgens_also_after_a_run_that_makes_a_part(
    workspace: Path, standards_of: Write, made: Built
) -> None:
    standards_of(*in_hedges())
    cut_short(workspace, after=12)
    standards_of(*UNITS)
    part = build(workspace, units=("K3",))
    assert "sample/K1/unit-title-page.docx" in part.outdated
    standards_of(*(each.model_copy(update={"title": "Keep bees on roofs"}) for each in UNITS))
    assert build(workspace).kept == []


def test_what_only_a_run_cut_short_made_is_told_and_pruned_like_other_documents(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(*UNITS)
    cut_short(workspace, after=12)
    stale = sorted(path for path in contents(workspace / "out") if "/K1/" in path)
    assert stale
    assert build(workspace, units=("K3",), prune=True).removed == []
    standards_of(*UNITS[1:])
    assert build(workspace).stale == stale
    assert build(workspace).stale == stale
    assert build(workspace, prune=True).removed == stale
    assert not (workspace / "out" / "sample" / "K1").exists()


def test_a_document_deleted_under_way_is_told_and_made_by_the_next_run(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(*UNITS)

    def delete(_: str, documents: int) -> None:
        if documents:
            shutil.rmtree(workspace / "out" / "sample" / "K1", ignore_errors=True)

    built = build(workspace, watch=lambda _: nullcontext(delete))
    assert built.failed
    assert {Path(path).parent.name for path in built.failed} == {"K1"}
    assert not {*built.failed} & {*built.written, *built.reasons}
    (problem,) = built.problems
    assert "deleted while this build was at work" in str(problem)
    assert build(workspace).written == built.failed


@pytest.mark.parametrize("name", ["index.html", "manifest.json"])
def test_a_page_of_the_pack_that_was_deleted_is_written_again(
    workspace: Path, made: Built, name: str
) -> None:
    before = contents(workspace / "out")
    (workspace / "out" / "sample" / name).unlink()
    assert build(workspace).written == []
    assert contents(workspace / "out") == before


@pytest.mark.parametrize("torn", ["0", "0" * 64, f"{'0' * 64}< K", f"{'0' * 64}< K1"])
def test_a_note_that_was_cut_short_is_passed_over(
    workspace: Path, standards_of: Write, made: Built, torn: str
) -> None:
    standards_of(*in_hedges())
    journal = workspace / "out" / "sample" / pack_folder.OWN / f"journal-{os.getpid()}.txt"
    journal.write_text(torn, encoding="utf-8")
    cut_short(workspace)
    standards_of(*UNITS)
    again = build(workspace)
    assert (again.kept, again.stale) == ([], [])
    assert again.written
    assert not journal.exists()


def test_a_given_date_that_is_none_is_told_once_and_nothing_is_written(
    workspace: Path, standards_of: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    standards_of(*UNITS)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(FormgenError, match="no number of seconds"):
        build(workspace)
    assert not (workspace / "out").exists()


def test_a_faulty_qualification_stops_nothing_but_its_own_pack(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"), name="good")
    standards_of(unit("K1"), name="bad")
    (workspace / "standards" / "bad" / "units" / "K1.yaml").write_text("x: y\n", encoding="utf-8")
    requests = [Request(name, workspace, "sqa") for name in ("bad", "good")]
    bad, good = make_packs(requests, workspace / "out")
    assert bad.built.failed == ["bad"]
    assert "K1.yaml" in bad.built.problems[0].place
    assert good.built.written


def test_packs_are_the_same_however_many_processes_make_them(
    workspace: Path, standards_of: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_run, "_PAYS", 0)
    for name in ("one", "two"):
        standards_of(*UNITS, name=name)
    requests = [Request(name, workspace, "sqa") for name in ("one", "two")]
    alone = list(make_packs(requests, workspace / "alone", jobs=1))
    shared = list(make_packs(requests, workspace / "shared", jobs=2))
    assert [pack.built.written for pack in alone] == [pack.built.written for pack in shared]
    assert contents(workspace / "alone") == contents(workspace / "shared")


def test_documents_are_the_same_however_many_processes_make_them(
    workspace: Path, standards_of: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formgen.packs.workers._PAYS", 0)
    monkeypatch.setattr("formgen.packs.workers._CHUNK", 2)
    standards_of(*UNITS)
    request = [Request("sample", workspace, "sqa")]
    (alone,) = make_packs(request, workspace / "alone", jobs=1)
    (shared,) = make_packs(request, workspace / "shared", jobs=2)
    assert sorted(alone.built.written) == sorted(shared.built.written)
    assert contents(workspace / "alone") == contents(workspace / "shared")


OPEN_FILES = "/proc/{}/fd"


@pytest.mark.skipif(not Path(OPEN_FILES.format("self")).is_dir(), reason="needs Linux")
def test_journals_are_closed_by_all_processes_before_they_are_deleted(
    workspace: Path, standards_of: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formgen.packs.workers._PAYS", 0)
    monkeypatch.setattr("formgen.packs.workers._CHUNK", 2)
    standards_of(*UNITS)
    deleted: list[str] = []
    still_open: list[Path] = []
    unlink = Path.unlink

    def delete(path: Path, **options: bool) -> None:
        deleted.append(path.name)
        for process in (os.getpid(), *(each.pid for each in active_children())):
            files = Path(OPEN_FILES.format(process)).iterdir()
            still_open.extend(each for each in files if os.path.realpath(each) == str(path))
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", delete)
    build(workspace, jobs=2)
    assert any(name.startswith("journal-") for name in deleted)
    assert still_open == []  # Windows would refuse


def test_what_a_run_leaves_alone_though_its_standards_changed_is_told(
    workspace: Path, standards_of: Write, made: Built
) -> None:
    standards_of(unit("K1", title="Keep bees through the winter"), *UNITS[1:])
    built = build(workspace, units=("K1",), forms=("achievement-grid",))
    assert "sample/K1/witness-testimony.docx" in built.outdated
    assert not any(path.startswith("sample/K1/achievement-grid") for path in built.outdated)
    assert build(workspace).outdated == []


def test_a_form_about_all_units_names_the_one_that_changed_though_forms_of_few_were_made(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(*UNITS)
    build(workspace, units=("K2",))
    retitled = UNITS[2].model_copy(update={"title": "Keep bees on roofs"})
    standards_of(*UNITS[:2], unit("K2a"), retitled)
    planned = build(workspace, units=("K2",), dry_run=True)
    assert planned.reasons["sample/progress-record.docx"] == (
        "group Core changed: K2a added; "
        f"unit K3: title: “{UNITS[2].title}” is now “{retitled.title}”"
    )


def test_a_given_date_and_another_form_set_are_told_as_what_they_are(
    workspace: Path, standards_of: Write, made: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    dated = build(workspace, dry_run=True)
    assert set(dated.reasons.values()) == {"the date (SOURCE_DATE_EPOCH) changed"}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    qualification = workspace / "standards" / "sample" / "qualification.yaml"
    text = qualification.read_text(encoding="utf-8")
    qualification.write_text(f"{text}formset: rqf\n", encoding="utf-8")
    other = build(workspace, formset="", dry_run=True)
    assert set(other.reasons.values()) == {
        "it is new",
        "the form set changed; its template changed",
    }
