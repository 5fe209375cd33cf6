"""``formgen build``: make the recording pack of one or more qualifications."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from formgen.cli.output import amount, json_option, print_json, progress_console
from formgen.cli.workspace import workspace
from formgen.formsets import DEFAULT, FORMATS, find_formset
from formgen.packs import Built, Document, Plan, build_pack, plan_gaps, plan_pack
from formgen.standards import entries, find
from formgen.standards.combination import choice_warning

_EXAMPLES = """\b
Examples:
  formgen build svq3-customer-service
  formgen build svq3-customer-service --unit F3 --unit "FE31 04" --form achievement-grid
"""


@click.command("build", epilog=_EXAMPLES)
@click.argument("qualifications", metavar="QUALIFICATION...", nargs=-1)
@click.option("--all", "all_of_them", is_flag=True, help="Every qualification known here.")
@click.option("--unit", "units", multiple=True, metavar="CODE", help="Only this unit (repeatable).")
@click.option("--form", "forms", multiple=True, metavar="NAME", help="Only this form (repeatable).")
@click.option("--formset", default=DEFAULT, show_default=True, help="The form set to use.")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Only this format."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("forms/output"),
    show_default=True,
    help="Folder to write to.",
)
@click.option("--force", is_flag=True, help="Write every file anew, also those edited by hand.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@json_option
def command(
    qualifications: Sequence[str],
    all_of_them: bool,
    units: Sequence[str],
    forms: Sequence[str],
    formset: str,
    formats: Sequence[str],
    out: Path,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make the recording pack of each QUALIFICATION: Word and Excel forms for every unit.

    QUALIFICATION is a name from formgen list or a path to a folder. Only files that changed are
    written; a file that you edited since is kept.
    """
    names = _names(qualifications, all_of_them)
    forms_of = find_formset(formset, workspace())
    plans = [
        plan_pack(find(name, workspace()), forms_of, units=units, forms=forms, formats=formats)
        for name in names
    ]
    for gap in (gap for plan in plans for gap in plan_gaps(plan)):
        click.echo(f"formgen: warning: {gap}", err=True)
    for warning in filter(None, (choice_warning(plan.standards, units) for plan in plans)):
        click.echo(f"formgen: warning: {warning}", err=True)
    if dry_run:
        _show_plans(plans, as_json)
        return
    total = Built()
    for plan in plans:
        with _progress(plan) as advance:
            built = build_pack(plan, out, force=force, progress=advance)
        total.written += built.written
        total.kept += built.kept
        total.removed += built.removed
        total.unchanged += built.unchanged
        total.seconds = round(total.seconds + built.seconds, 3)
        if not as_json:
            _report(plan, built, out)
    if as_json:
        print_json(vars(total))


def _names(qualifications: Sequence[str], all_of_them: bool) -> Sequence[str]:
    known = [entry.name for entry in entries(workspace())]
    if all_of_them:
        return known
    if not qualifications:
        raise click.UsageError(
            "Say which qualification to build, or --all. Known here: " + ", ".join(known)
        )
    return qualifications


def _show_plans(plans: Sequence[Plan], as_json: bool) -> None:
    paths = [document.path.as_posix() for plan in plans for document in plan.documents]
    if as_json:
        print_json({"planned": paths})
        return
    for path in paths:
        click.echo(path)
    click.echo(f"{amount(len(paths), 'document')} would be made.", err=True)


@contextmanager
def _progress(plan: Plan) -> Iterator[Callable[[Document], None]]:
    """Show a bar with the unit at hand on a terminal; nothing elsewhere."""
    console = progress_console()
    columns = (TextColumn("{task.description:<8}"), BarColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=len(plan.documents))

        def advance(document: Document) -> None:
            bar.update(task, advance=1, description=document.unit.code)

        yield advance


def _report(plan: Plan, built: Built, out: Path) -> None:
    units = len({document.unit.code for document in plan.documents})
    folder = out / plan.standards.name
    made = f"{amount(len(plan.documents), 'document')} for {amount(units, 'unit')} in {folder}"
    done = f"({len(built.written)} written, {built.unchanged} unchanged) in {built.seconds:.1f} s"
    click.echo(f"{plan.standards.qualification.title}: {made} {done}")
    for path in built.kept:
        click.echo(f"  kept, because it was edited since it was made: {path}")
    if built.kept:
        click.echo("  Use --force to make these anew.")
    click.echo(f"Open {folder / 'index.html'} for the list of all forms.")
