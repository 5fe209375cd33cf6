"""``formgen import``: source documents to standards, with an account of every line."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from formgen.cli.import_report import filling, outcome, report, shape_of
from formgen.cli.main import FINDINGS
from formgen.cli.names import complete_qualifications
from formgen.cli.output import json_option, print_json
from formgen.cli.workspace import workspace
from formgen.importers import (
    Imported,
    fill,
    import_documents,
    plan_filling,
    plan_save,
    save,
)
from formgen.resources import built_in
from formgen.standards import find

_EXAMPLES = (
    "\b\nExamples:\n"
    "  formgen import portfolio.docx\n"
    "  formgen import portfolio.txt --to . --without-text"
)


@click.command("import", epilog=_EXAMPLES)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--family", metavar="NAME", help="Take the documents for this family's.")
@click.option(
    "--to",
    "target",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the standards into the workspace DIR.",
)
@click.option(
    "--into",
    metavar="QUALIFICATION",
    shell_complete=complete_qualifications,
    help="Fill a qualification that is there with the published wording, by code.",
)
@click.option("--without-text", is_flag=True, help="Leave out the publisher's sentences.")
@click.option("--force", is_flag=True, help="Overwrite standards that are there and differ.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@json_option
def command(
    files: tuple[Path, ...],
    family: str | None,
    target: Path | None,
    into: str | None,
    without_text: bool,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Turn source documents into standards: FILE... is one document, or several parts of one.

    Read are Word documents (.docx), PDFs with text, spreadsheets with a row for each item (.xlsx,
    .csv), and plain text (.txt, .md).

    Every line is accounted for: used, known furniture, or reported as unplaced. What a document
    gets wrong is reported too, with what was made of it.
    """
    if into and without_text:
        raise click.UsageError(
            "--into fills in the published text, which --without-text leaves out."
        )
    imported = import_documents(files, family)
    if into:
        _fill(imported, into, target, force, dry_run, as_json)
        return
    plan = plan_save(imported, target, without_text=without_text) if target else None
    written: list[Path] = []
    if target and not dry_run:
        written = save(imported, target, without_text=without_text, force=force)
    if as_json:
        print_json(shape_of(imported, written, bare=without_text, plan=plan))
    click.echo("\n".join(report(imported)), err=as_json)
    click.echo("\n".join(outcome(plan, written, target, dry_run)), err=as_json)


def _fill(
    imported: Imported,
    into: str,
    target: Path | None,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Fill a qualification with the documents' wording and say what matched and what did not."""
    standards = find(into, workspace())
    home = standards.folder if target is None and _is_ours(standards.folder) else None
    folder = home or (target or workspace()) / "standards" / standards.name
    filled = plan_filling(imported, standards, folder, force=force)
    written = [] if dry_run else fill(filled)
    if as_json:
        shape = shape_of(imported, written, bare=False)
        mismatches = [asdict(each) for each in filled.mismatches]
        others = [asdict(each) for each in filled.others]
        print_json(
            {**shape, "filled": filled.texts, "mismatches": mismatches, "other_suites": others}
        )
    click.echo("\n".join(report(imported)), err=as_json)
    known = folder.resolve() == (workspace() / "standards" / standards.name).resolve()
    buildable = standards.name if known else str(folder)
    click.echo("\n".join(filling(filled, buildable, folder, dry_run)), err=as_json)
    if filled.mismatches:
        click.get_current_context().exit(FINDINGS)


def _is_ours(folder: Path) -> bool:
    """Whether a qualification may be changed where it is: those installed with formgen may not."""
    ours = not folder.resolve().is_relative_to(built_in("standards").resolve())
    return ours or folder.resolve().is_relative_to((workspace() / "standards").resolve())
