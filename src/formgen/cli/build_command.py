"""``formgen build``: make the recording pack of one or more qualifications."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from formgen.cli.candidate_report import choice_lines
from formgen.cli.main import FINDINGS, UNUSABLE_INPUT, USAGE
from formgen.cli.names import (
    FormatChoice,
    complete_forms,
    complete_formsets,
    complete_qualifications,
    complete_units,
    refuse_slips,
    told_who_has,
)
from formgen.cli.options import centre_option
from formgen.cli.output import amount, json_option, print_json, progress_console
from formgen.cli.overview import overview
from formgen.cli.workspace import centre_elsewhere, workspace
from formgen.formsets import DEFAULT, FORMATS, NO_CENTRE, PDF, Centre, find_centre
from formgen.packs import Built, Pack, Plan, Request, in_paper, make_packs
from formgen.standards import entries

_ON_STDERR = ("problems", "losses")
_MANY_PATHS = 20
_OF_A_PERSON = 3  # parts of the folder of one: pack/candidates/name
_EXAMPLES = """\b
Examples:
  formgen build svq3-customer-service
  formgen build svq3-customer-service --unit F3 --unit "FE31 04" --form achievement-grid
"""


@click.command("build", epilog=_EXAMPLES)
@click.argument(
    "qualifications",
    metavar="QUALIFICATION...",
    nargs=-1,
    shell_complete=complete_qualifications,
)
@click.option("--all", "all_of_them", is_flag=True, help="Every qualification known here.")
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="CODE",
    help="Only this unit (repeatable).",
    shell_complete=complete_units,
)
@click.option(
    "--form",
    "forms",
    multiple=True,
    metavar="NAME",
    help="Only this form (repeatable).",
    shell_complete=complete_forms,
)
@click.option(
    "--formset",
    default="",
    metavar="NAME",
    help=f"The form set to use [default: the qualification's own, else {DEFAULT}].",
    shell_complete=complete_formsets,
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=FormatChoice((*FORMATS, PDF)),
    help="Only this format (repeatable); PDFs are made by LibreOffice.",
)
@click.option(
    "--candidates",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A list (.xlsx, .csv): a pack for each candidate, with their units.",
)
@centre_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("forms/output"),
    show_default=True,
    help="Folder to write to.",
)
@click.option(
    "--jobs", type=click.IntRange(1), help="Processes that share the work [default: one a core]."
)
@click.option(
    "--combined",
    is_flag=True,
    help="Also one document of each unit and one of the whole pack, with page numbers.",
)
@click.option("--force", is_flag=True, help="Write every file anew, also those edited by hand.")
@click.option("--prune", is_flag=True, help="Remove documents that the pack no longer holds.")
@click.option("--zip", "zipped", is_flag=True, help="Also put each pack into one zip file.")
@click.option("--dry-run", is_flag=True, help="Say what would be made and why, and make nothing.")
@json_option
def command(
    qualifications: Sequence[str],
    all_of_them: bool,
    units: Sequence[str],
    forms: Sequence[str],
    formset: str,
    formats: Sequence[str],
    candidates: Path | None,
    centre: Path | None,
    out: Path,
    jobs: int | None,
    combined: bool,
    force: bool,
    prune: bool,
    zipped: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make the recording pack of each QUALIFICATION: Word and Excel forms for every unit.

    QUALIFICATION is a name from formgen list or a path to a folder. Only files that changed are
    written; a file that you edited since is kept.
    """
    if combined and formats and not {"docx", PDF} & set(formats):
        raise click.UsageError("Combined documents are Word or PDF: add --format docx or pdf.")
    names = _names(qualifications, all_of_them)
    house = _centre(centre, names)
    requests = [
        Request(
            name,
            workspace(),
            formset,
            tuple(units),
            tuple(forms),
            tuple(formats),
            candidates,
            combined,
            house,
        )
        for name in names
    ]
    total = Built()
    people: dict[str, list[Any]] = {"candidates": [], "rejected": []}
    options = {"force": force, "prune": prune, "dry_run": dry_run}
    for pack in _made(requests, out, jobs or os.cpu_count() or 1, options):
        for warning in pack.warnings:
            click.echo(f"formgen: warning: {warning}", err=True)
        for problem in (*pack.rejected, *pack.built.problems):
            click.echo(f"formgen: {problem}", err=True)
        total.add(pack.built)
        people["candidates"] += pack.candidates
        people["rejected"] += pack.rejected
        told = not pack.documents and (pack.rejected or pack.built.failed)
        if not as_json and not told:
            (_report_plan if dry_run else _report)(pack, out)
        if zipped and not dry_run and not told:
            from formgen.packs.zipped import zip_pack  # noqa: PLC0415 - late: few ask for it

            path = zip_pack(out / pack.name)
            click.echo(f"Zipped as {path}.", err=as_json)
    if as_json:
        print_json(_as_json(total, dry_run=dry_run) | (people if candidates else {}))
    if total.failed:
        sys.exit(UNUSABLE_INPUT)
    if people["rejected"] or any(not each.get("valid", True) for each in people["candidates"]):
        sys.exit(FINDINGS)


def _made(
    requests: Sequence[Request], out: Path, jobs: int, options: Mapping[str, bool]
) -> Iterator[Pack]:
    with told_who_has(requests[0].forms):
        yield from make_packs(requests, out, jobs=jobs, watch=_progress, **options)


def _centre(given: Path | None, qualifications: Sequence[str]) -> Centre:
    """Return the centre to build for, with a warning where one stays behind in another folder."""
    found = find_centre(given, workspace())
    if found is NO_CENTRE:
        for said in filter(None, map(centre_elsewhere, qualifications)):
            click.echo(f"formgen: warning: {said}", err=True)
    return found


def _names(qualifications: Sequence[str], all_of_them: bool) -> Sequence[str]:
    if all_of_them:
        return [entry.name for entry in entries(workspace())]
    if not qualifications:
        click.echo(f"Say which qualification to build, or --all.\n\n{overview()}", err=True)
        sys.exit(USAGE)
    refuse_slips(qualifications)
    return qualifications


def _as_json(built: Built, *, dry_run: bool) -> dict[str, Any]:
    document = {name: value for name, value in vars(built).items() if name not in _ON_STDERR}
    if dry_run:
        document["planned"] = document.pop("written")
    else:
        del document["pages"]
    return document


def _report_plan(pack: Pack, _: Path) -> None:
    """Say of each document that would be made why, with its pages; of the others, how many."""
    pages = pack.built.pages
    for path in pack.built.written:
        paged = f" ({amount(pages[path], 'page')})" if path in pages else ""
        click.echo(f"{path}: {pack.built.reasons[path]}{paged}")
    _report_left(pack.built)
    made = amount(len(pack.built.written), "document")
    click.echo(f"{pack.title}: {made} would be made, {pack.built.unchanged} unchanged.", err=True)
    for line in choice_lines(pack.candidates):
        click.echo(f"  {line}", err=True)
    if pages:
        click.echo(f"All Word documents of the pack: {in_paper(pages)}.", err=True)


@contextmanager
def _progress(plan: Plan) -> Iterator[Callable[[str, int], None]]:
    """Show a bar with the unit at hand on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    console = progress_console()
    columns = (TextColumn("{task.description:<8}"), BarColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=len(plan.documents))

        def advance(unit: str, documents: int) -> None:
            bar.update(task, advance=documents, description=unit)

        yield advance


def _report(pack: Pack, out: Path) -> None:
    built = pack.built
    folder = out / pack.name
    for_whom = len(pack.candidates)
    for_units = f" for {amount(pack.units, 'unit')}" if pack.units else ""
    for_units = f" for {amount(for_whom, 'candidate')}" if for_whom else for_units
    made = f"{amount(pack.documents, 'document')}{for_units} in {folder}"
    done = f"({len(built.written)} written, {built.unchanged} unchanged) in {built.seconds:.1f} s"
    click.echo(f"{pack.title}: {made} {done}")
    for line in choice_lines(pack.candidates):
        click.echo(f"  {line}")
    for path in _in_brief(built.removed):
        click.echo(f"  removed, because the pack no longer holds it: {path}")
    _report_left(built)
    click.echo(f"Open {folder / 'index.html'} for the list of all forms.")


def _report_left(built: Built) -> None:
    for path in built.kept:
        click.echo(f"  kept, because it was edited since it was made: {path}")
    if built.kept:
        click.echo("  Use --force to make these anew.")
    for path in _in_brief(built.stale):
        click.echo(f"  no longer part of the pack: {path}")
    if built.stale:
        click.echo("  Use --prune to remove these.")
    if built.outdated:
        others = amount(len(built.outdated), "other document")
        click.echo(
            f"  {others} of the pack, such as {built.outdated[0]}, may be out of date: build again "
            "with the options that made them (--format pdf, --combined), or without --unit and "
            "--form."
        )


def _in_brief(paths: Sequence[str]) -> list[str]:
    """Return paths that a person can read; of many, how many there are in each folder of a pack."""
    if len(paths) <= _MANY_PATHS:
        return list(paths)
    folders = Counter("/".join(path.split("/")[:-1][:_OF_A_PERSON]) for path in paths)
    return [f"{amount(number, 'document')} in {folder}" for folder, number in folders.items()]
