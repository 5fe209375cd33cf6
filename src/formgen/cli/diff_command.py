"""``formgen diff``: what changed between two versions, and which documents that touches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from formgen.atomic import write_bytes
from formgen.cli.main import FINDINGS
from formgen.cli.names import complete_formsets, complete_qualifications, complete_units
from formgen.cli.output import amount, json_option, print_json
from formgen.cli.workspace import workspace
from formgen.errors import FormgenError, Problem
from formgen.formsets import DEFAULT, find_formset
from formgen.importers import Version, read_version
from formgen.packs.difference import Difference, difference
from formgen.reports import change_document, change_lines, change_page, difference_shape

_EXAMPLES = """\b
Examples:
  formgen diff svq3-customer-service my-standards --report changes.docx
  formgen diff draft.docx nos-customer-service --unit B10
"""

_REPORTS: dict[str, Callable[[Difference], bytes]] = {
    ".html": lambda found: change_page(found).encode("utf-8"),
    ".docx": change_document,
}


@click.command("diff", epilog=_EXAMPLES)
@click.argument("old", shell_complete=complete_qualifications)
@click.argument("new", shell_complete=complete_qualifications)
@click.option(
    "--unit",
    default="",
    metavar="CODE",
    help="Compare this unit only.",
    shell_complete=complete_units,
)
@click.option(
    "--old-unit",
    default="",
    metavar="CODE",
    help="Which unit of OLD to compare.",
    shell_complete=complete_units,
)
@click.option("--new-unit", default="", metavar="CODE", help="Which unit of NEW to compare.")
@click.option(
    "--formset",
    default="",
    metavar="NAME",
    shell_complete=complete_formsets,
    help=f"The form set of the pack [default: NEW's own, else {DEFAULT}].",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a change report too: FILE.docx or FILE.html.",
)
@click.option("--force", is_flag=True, help="Overwrite a report that is there and differs.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    old: str,
    new: str,
    unit: str,
    old_unit: str,
    new_unit: str,
    formset: str,
    reports: tuple[Path, ...],
    force: bool,
    as_json: bool,
) -> None:
    """Say what changed from OLD to NEW, and which documents of the pack that touches.

    Each is a name from formgen list, a folder, a unit's YAML file, or a source document (.docx,
    .pdf, .xlsx, .csv, .txt). Units are matched by code, number, title and items; items by their
    wording before their code. Exit code 1 where there are differences.
    """
    _check_reports(reports, (old, new))
    versions = (read_version(old, workspace()), read_version(new, workspace()))
    found = difference(
        *versions,
        find_formset(formset or _usual_formset(versions[1]), workspace()),
        unit=unit,
        old_unit=old_unit,
        new_unit=new_unit,
    )
    written = [(path, _REPORTS[path.suffix.casefold()](found)) for path in reports]
    _refuse_overwriting([] if force else written)
    for path, data in written:
        write_bytes(path, data)
    for version in versions:
        _say_what_is_unsure(version)
    if as_json:
        print_json(difference_shape(found))
    else:
        click.echo("\n".join(change_lines(found)))
    for path in reports:
        click.echo(f"Report written: {path}", err=True)
    if versions[0].place.resolve() == versions[1].place.resolve() and found.comparison.same:
        click.echo("OLD and NEW are the same: name two versions to compare.", err=True)
    ctx.exit(0 if found.comparison.same else FINDINGS)


def _usual_formset(version: Version) -> str:
    """Return the form set that a version's qualification names, else the usual one."""
    named = (suite.qualification.formset for suite in version.suites)
    return next(filter(None, named), DEFAULT)


def _check_reports(reports: tuple[Path, ...], compared: tuple[str, str]) -> None:
    for path in reports:
        if path.suffix.casefold() not in _REPORTS:
            raise click.UsageError(f"--report {path}: end its name in .docx or .html.")
        if path.resolve() in {Path(each).resolve() for each in compared}:
            raise click.UsageError(f"--report {path} is one of the two files to compare.")


def _refuse_overwriting(written: list[tuple[Path, bytes]]) -> None:
    """Refuse to overwrite what may be a report that someone has signed."""
    taken = [path for path, data in written if path.is_file() and path.read_bytes() != data]
    hint = "Choose another name, or overwrite it with --force."
    if taken:
        message = "is there already and differs"
        raise FormgenError([Problem(message, str(path), hint) for path in taken])


def _say_what_is_unsure(version: Version) -> None:
    """Say on standard error what an import could not place: it is missing in the comparison."""
    imported = version.imported
    if imported and imported.unplaced:
        lines = amount(len(imported.unplaced), "line")
        click.echo(
            f"formgen: warning: {version.source}: {lines} could not be placed and so not "
            f"compared; formgen import {version.source} names them",
            err=True,
        )
