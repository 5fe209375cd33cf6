"""What rendering and building cost, beside others that make the same documents: one table.

    python benchmarks/speed.py
    python benchmarks/speed.py --units 10000

Needs the development set-up; docs/performance.md says how to read the table. Contenders take turns
within each round, and each ratio is the median of the rounds' own ratios, so that other work on the
machine, which changes times by half, changes ratios little.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from catalogue import change_one, write_catalogue
from contenders import by_openpyxl, by_xlsxwriter, content_of, docxtpl_fresh, docxtpl_reused
from jinja2 import Environment
from rich.console import Console
from rich.table import Table

from formgen import package
from formgen.package import COMPRESSOR, ZLIB, write_package
from formgen.packs import Document, Request, plan_request
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker
from formgen.render import environment, open_template
from formgen.render.cache import SETTING
from formgen.render.pdf import Source, convert, require_office
from formgen.render.word import template as word

REPOSITORY = Path(__file__).resolve().parents[1]
FORMGEN = (sys.executable, "-m", "formgen")
DOCXTPL_PACK = REPOSITORY / "benchmarks" / "docxtpl_pack.py"
BYTECODE = "PYTHONDONTWRITEBYTECODE"
AS_INSTALLED = {name: value for name, value in os.environ.items() if name != BYTECODE}
"""What commands run in: as for whoever installed formgen, its modules are compiled already."""
QUALIFICATION = "svq3-customer-service"
SCALE_FORMS = (
    "achievement-grid",
    "assessment-plan",
    "evidence-descriptor",
    "observation-record",
    "question-record",
    "witness-testimony",
)
PDFS, PDFS_ALONE = 48, 6  # together, and of these each with a LibreOffice of its own
UNITS_EACH = 25  # of a qualification, as the largest of the catalogue that comes with formgen has
UNITS_A_ROUND = 5  # of each form; docxtpl takes a sixth of a second for them

_TIMES = 20  # so often ours runs in one turn, so that no turn is over before it has warmed up

Contender = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    formgen: str
    other: str
    ratio: str
    goal: str = ""


def interleaved(rounds: int, ours: Contender, *others: Contender) -> list[tuple[float, float]]:
    """Return, for ours and each of the others, its median seconds and its median ratio to ours."""
    runs = (ours, *others)
    for run in runs:
        run()
    taken = [[_seconds(run) for run in runs] for _ in range(rounds)]
    return [
        (median(each[at] for each in taken), median(each[at] / each[0] for each in taken))
        for at in range(len(runs))
    ]


def _seconds(run: Contender) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def word_rows(maker: Maker, documents: Sequence[Document], rounds: int) -> Iterator[Row]:
    """Yield what one document of each form costs, in memory."""
    forms: dict[Path, list[Document]] = {}
    for document in documents:
        if document.format == "docx":
            forms.setdefault(document.template, []).append(document)
    for path, of_form in forms.items():
        chosen = of_form[:UNITS_A_ROUND]
        template = maker._template(chosen[0])
        contexts = [maker._context(each) for each in chosen]
        peers = [_all(make(path), contexts) for make in (docxtpl_fresh, docxtpl_reused)]
        compressors = {COMPRESSOR.name: COMPRESSOR, ZLIB.name: ZLIB}
        for compressor in compressors.values():
            package.COMPRESSOR = compressor
            ours, plain, again = interleaved(
                rounds, _all(_anew(template.render), contexts * _TIMES), *peers
            )
            name = compressor.name.split(",")[0].split(" ")[0]
            each = 1e3 / len(chosen)
            goal = "100x" if name == "isal" else "35x"
            yield Row(
                f"{path.stem}, {name}",
                f"{ours[0] * each / _TIMES:.2f} ms",
                f"docxtpl {plain[0] * each:.0f} ms, reused {again[0] * each:.0f} ms",
                f"{plain[1] * _TIMES:.0f}x, {again[1] * _TIMES:.0f}x",
                goal,
            )
        package.COMPRESSOR = COMPRESSOR


def _all(make: Callable[[Mapping[str, Any]], object], contexts: Sequence[Any]) -> Contender:
    def run() -> None:
        for context in contexts:
            make(context)

    return run


def _anew(render: Callable[[Mapping[str, Any]], object]) -> Callable[[Mapping[str, Any]], object]:
    """Return what renders as if never before: what shows the very same values is not filled again.

    In a pack that is so for headers of a unit's forms; here it would be for whole documents.
    """
    return lambda context: render({name: copy(value) for name, value in context.items()})


def floor_rows(maker: Maker, documents: Sequence[Document], rounds: int) -> Iterator[Row]:
    """Yield what a form costs beside encoding, compressing and packing its finished text."""
    ratios = []
    for path in dict.fromkeys(each.template for each in documents if each.format == "docx"):
        chosen = [each for each in documents if each.template == path][:UNITS_A_ROUND]
        template: Any = maker._template(chosen[0])
        contexts = [maker._context(each) for each in chosen]
        for context in contexts:
            template.render(context)
        texts = [
            {name: each.fill(values).decode("utf-8") for name, each in template._compiled.items()}
            for values in map(environment.XmlEnvironment().values, contexts)
        ]

        def pack(texts: Any = texts) -> None:
            for each in texts:
                write_package({name: text.encode("utf-8") for name, text in each.items()})

        (_, (taken, ratio)) = interleaved(rounds, _all(_anew(template.render), contexts), pack)
        ratios.append(1 / ratio)
        if path.stem == "achievement-grid":
            ours = taken / ratio * 1e3 / len(chosen)
            floor = taken * 1e3 / len(chosen)
            yield Row("grid beside its floor", f"{ours:.2f} ms", f"{floor:.2f} ms",
                      f"{1 / ratio:.1f}x", "at most 4.5x")  # fmt: skip
    mean = sum(ratios) / len(ratios)
    yield Row("all forms beside their floors, mean", "", "", f"{mean:.1f}x", "at most 3.5x")


def sandbox_rows(maker: Maker, documents: Sequence[Document], rounds: int) -> Iterator[Row]:
    """Yield what the sandbox costs on the grid: its body in formgen's environment, and Jinja's."""
    document = next(each for each in documents if each.path.endswith("/achievement-grid.docx"))
    template: Any = maker._template(document)
    context = maker._context(document)
    xml = template._parts["word/document.xml"].decode("utf-8")
    sandboxed = word._compile_xml(xml)

    class Plain(environment.XmlEnvironment):
        getattr = Environment.getattr
        getitem = Environment.getitem
        sandboxed = False

    plain = Plain()
    compiled = plain.template_of(plain.code_of(word.preprocessed(xml)))
    times = 20
    values = [context] * times
    ours, other = interleaved(
        rounds,
        _all(_anew(lambda each: sandboxed.fill(plain.values(each))), values),
        _all(_anew(lambda each: compiled.fill(plain.values(each))), values),
    )
    yield Row(
        "sandbox beside plain Jinja, grid",
        f"{ours[0] * 1e3 / times:.2f} ms",
        f"{other[0] * 1e3 / times:.2f} ms",
        f"{1 / other[1]:.2f}x",
        "at most 1.4x",
    )


def excel_rows(maker: Maker, documents: Sequence[Document], rounds: int) -> Iterator[Row]:
    """Yield what one workbook of each form costs, in memory: of a unit, or of the qualification."""
    compressors = {COMPRESSOR.name: COMPRESSOR, ZLIB.name: ZLIB}
    for path in dict.fromkeys(each.template for each in documents if each.format == "xlsx"):
        chosen = [each for each in documents if each.template == path][:UNITS_A_ROUND]
        contexts = [maker._context(each) for each in chosen]
        for compressor in compressors.values():
            package.COMPRESSOR = compressor
            options = maker.plan.formset.formset.layout_of(chosen[0].form)
            template = open_template(path, options)
            contents = [content_of(template.render(context)) for context in contexts]
            ours, loaded, written = interleaved(
                rounds,
                _all(template.render, contexts * _TIMES),
                _all(lambda content, p=path: by_openpyxl(p, content), contents),
                _all(by_xlsxwriter, contents),
            )
            each = 1e3 / len(chosen)
            yield Row(
                f"{path.name}, {compressor.name.split(' ')[0]}",
                f"{ours[0] * each / _TIMES:.2f} ms",
                f"openpyxl {loaded[0] * each:.0f} ms, XlsxWriter {written[0] * each:.0f} ms",
                f"{loaded[1] * _TIMES:.0f}x, {written[1] * _TIMES:.0f}x",
                "30x openpyxl",
            )
    package.COMPRESSOR = COMPRESSOR


def command_rows(folder: Path, rounds: int) -> Iterator[Row]:
    """Yield whole commands from the shell: a pack's Word forms beside docxtpl, and help.

    Each into an empty folder; from cold nothing is kept of the templates either.
    """
    number = iter(range(1_000_000))

    def run(*command: object, cache: Path) -> None:
        subprocess.run(  # noqa: S603
            list(map(str, command)),
            cwd=REPOSITORY,
            env={**AS_INSTALLED, SETTING: str(cache)},
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def build(cache: Path) -> None:
        out = folder / f"o{next(number)}"
        run(*FORMGEN, "build", QUALIFICATION, "--format", "docx", "--out", out, cache=cache)

    def script() -> None:
        out = folder / f"d{next(number)}"
        run(sys.executable, DOCXTPL_PACK, QUALIFICATION, out, cache=folder / "c")

    cold, kept, other = interleaved(
        rounds, lambda: build(folder / f"c{next(number)}"), lambda: build(folder / "c"), script
    )
    for name, taken in (("from cold", cold), ("templates kept", kept)):
        yield Row(f"a pack's Word forms, command, {name}", f"{taken[0]:.2f} s",
                  f"docxtpl script {other[0]:.1f} s", f"{other[1] / taken[1]:.1f}x",
                  "8x" if taken is cold else "")  # fmt: skip
    (helped,) = interleaved(rounds, lambda: _formgen("--help"))
    yield Row("formgen --help", f"{helped[0]:.2f} s", "", "", "under 0.2 s")


def scale_rows(folder: Path, units: int, jobs: int) -> Iterator[Row]:
    """Yield what a catalogue costs: all of it, nothing to do, and one unit changed.

    First in as many qualifications as an awarding body has them in, then all in a single one.
    """
    fewer = _Catalogue(folder / "fewer", units // 4, UNITS_EACH, jobs)
    each = fewer.build().seconds / (units // 4)
    catalogue = _Catalogue(folder / "all", units, UNITS_EACH, jobs)
    few = _Catalogue(folder / "few", 20, 20, jobs)
    before, run, after = _docxtpl_each(few), catalogue.build(), _docxtpl_each(few)
    count, full = units * len(SCALE_FORMS), run.seconds
    other = count * (before + after) / 2 / jobs
    of = f"of {len(catalogue.names)} qualifications, {jobs} processes"
    yield Row(f"{count:,} documents {of}", f"{full:.1f} s",
              f"docxtpl {other:.0f} s, from 480", f"{other / full:.0f}x", "60x")  # fmt: skip
    yield Row("time a unit beside that of a quarter of them", f"{full / units * 1e3:.2f} ms",
              f"{each * 1e3:.2f} ms", f"{full / units / each:.2f}x", "0.8x to 1.2x")  # fmt: skip
    yield Row("memory of its processes", f"{run.memory:.0f} MB",
              f"workers {run.of_workers:.0f} MB", "", "workers under 64 MB")  # fmt: skip
    yield from _again(catalogue, full)
    single = _Catalogue(folder / "single", units, units, jobs)
    run = single.build()
    yield Row("all units in one qualification", f"{run.seconds:.1f} s",
              f"workers {run.of_workers:.0f} MB", f"{other / run.seconds:.0f}x", "60x")  # fmt: skip
    yield from _again(single, run.seconds, ", all in one qualification")


def _again(catalogue: _Catalogue, full: float, of: str = "") -> Iterator[Row]:
    """Yield what building again costs, nothing and one unit changed: medians of three."""
    runs = [catalogue.build() for _ in range(3)]
    nothing = median(run.seconds for run in runs)
    yield Row(f"nothing to do{of}", f"{nothing:.2f} s", f"{runs[0].memory:.0f} MB",
              f"{nothing / full:.0%}", "1 s and 10 %")  # fmt: skip
    changed = []
    for number in range(3):
        change_one(catalogue.folder, catalogue.names[0], number)
        changed.append(catalogue.build().seconds)
    one = median(changed)
    yield Row(f"one unit changed{of}", f"{one:.2f} s", "", f"{one / nothing:.1f}x",
              "2x nothing to do")  # fmt: skip


class _Catalogue:
    """A synthetic catalogue in a folder, built with a command."""

    def __init__(self, folder: Path, units: int, each: int, jobs: int) -> None:
        self.folder = folder
        self.jobs = jobs
        self.names = write_catalogue(folder, units, each)

    def build(self) -> Run:
        forms = [part for form in SCALE_FORMS for part in ("--form", form)]
        options = ("--format", "docx", "--jobs", str(self.jobs), "--out", "out")
        return _formgen("build", *self.names, *forms, *options, cwd=self.folder)


def _docxtpl_each(catalogue: _Catalogue) -> float:
    """Return the seconds that docxtpl takes for a document, so many processes working at once.

    Asked before and after what it is compared with: the machine is not equally quick all the time.
    """
    (name,) = catalogue.names
    scripts = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, DOCXTPL_PACK, name, f"d{at}", *SCALE_FORMS],
            cwd=catalogue.folder, env=AS_INSTALLED, stdout=subprocess.PIPE, text=True,
        )
        for at in range(catalogue.jobs)
    ]  # fmt: skip
    return max(float(script.communicate()[0]) for script in scripts)


def pdf_rows(maker: Maker, documents: Sequence[Document], rounds: int) -> Iterator[Row]:
    """Yield what a PDF costs: one LibreOffice for each, one for many, and two at once."""
    chosen = [each for each in documents if each.format == "docx"][:PDFS]
    sources = [Source(each.path, maker.render(each), "docx") for each in chosen]
    some = sources[:: PDFS // PDFS_ALONE]
    office = require_office()

    def made(of: Sequence[Source], processes: int) -> None:
        list(convert(office, of, processes=processes))

    one, two, alone = interleaved(
        rounds,
        lambda: made(sources, 1),
        lambda: made(sources, 2),
        lambda: [made([source], 1) for source in some],
    )
    each, at_once, single = one[0] / PDFS, two[0] / PDFS, alone[0] / len(some)
    yield Row("a PDF, many in one LibreOffice", f"{each:.2f} s", f"one in each {single:.2f} s",
              f"{alone[1] * PDFS / len(some):.1f}x", "8x")  # fmt: skip
    yield Row("a PDF, two at once", f"{at_once:.2f} s", f"one {each:.2f} s",
              f"{1 / two[1]:.2f}x", "1.25x")  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What a command took: seconds, and the most memory in MB of its process and its workers."""

    seconds: float
    memory: float
    of_workers: float


def _formgen(*arguments: str, cwd: Path = REPOSITORY) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [*FORMGEN, *arguments], cwd=cwd, env=AS_INSTALLED, stdout=subprocess.DEVNULL
    )
    peaks: dict[int, float] = {}  # the last of each: a new process begins with its parent's
    while process.poll() is None:
        for pid in (process.pid, *_children(process.pid)):
            peaks[pid] = _peak(pid) or peaks.get(pid, 0.0)
        time.sleep(0.01)
    memory = peaks.pop(process.pid, 0.0)
    if process.returncode:
        raise SystemExit(f"formgen {' '.join(arguments)} failed")
    return Run(time.perf_counter() - start, memory, max(peaks.values(), default=0.0))


def _peak(pid: int) -> float:
    """Return the most memory that a process has taken until now, in MB; 0 where nobody says."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def _children(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []


def _maker(formats: Sequence[str] = ()) -> tuple[Sequence[Document], Maker]:
    request = Request(QUALIFICATION, REPOSITORY, "sqa", formats=tuple(formats))
    plan, _ = plan_request(request)
    return plan.documents, Maker(plan, PackFolder(Path("nowhere")))


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--units", type=int, default=200, help="units of the synthetic catalogue")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pdf", action="store_true", help="also PDFs: two minutes more")
    options = parser.parse_args()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {COMPRESSOR.name}"
    table = Table("what", "formgen", "other", "other / formgen", "goal", title=machine)
    documents, maker = _maker()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (
            word_rows(maker, documents, options.rounds),
            floor_rows(maker, documents, options.rounds),
            sandbox_rows(maker, documents, options.rounds),
            excel_rows(maker, documents, options.rounds),
            command_rows(folder, 3),
            scale_rows(folder, options.units, options.jobs),
            pdf_rows(maker, documents, 3) if options.pdf else (),
        ):
            for row in part:
                table.add_row(row.what, row.formgen, row.other, row.ratio, row.goal)
            table.add_section()
    Console(width=132).print(table)


if __name__ == "__main__":
    main()
