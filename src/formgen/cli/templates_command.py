"""``formgen templates``: form sets and their templates, to list, copy, check, know and try."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from formgen.cli.main import FINDINGS
from formgen.cli.names import complete_forms, complete_formsets, told_who_has
from formgen.cli.options import centre_option
from formgen.cli.output import amount, json_option, print_json
from formgen.cli.workspace import own_formsets_elsewhere, workspace
from formgen.errors import FormgenError
from formgen.formsets import (
    DEFAULT,
    FORMSET_FILE,
    find_centre,
    find_formset,
    formset_folder,
    formset_names,
    own_formsets,
    read_formset,
)
from formgen.formsets.copying import copy_formset, place_of_copy
from formgen.packs.described import Variable, described
from formgen.packs.previews import preview
from formgen.packs.samples import Samples
from formgen.packs.template_findings import Finding, check_file, check_formset
from formgen.render import DIGEST_MARK

_LONGEST_EXAMPLE = 60  # characters of an example value on a terminal
_DIGEST = "1a2b3c4d"


@click.group(
    "templates",
    epilog="\b\nExamples:\n  formgen templates copy sqa ours\n  formgen templates check",
)
def command() -> None:
    """List form sets, copy one to change it, check templates, show their variables, try them."""


@command.command(
    "list", epilog="\b\nExamples:\n  formgen templates list\n  formgen templates list --json"
)
@json_option
def list_command(as_json: bool) -> None:
    """List the form sets known here: those of this folder, then those built in."""
    rows = [_row(name) for name in formset_names(workspace())]
    rows.sort(key=lambda row: str(row["source"]), reverse=True)
    if as_json:
        print_json({"formsets": rows})
        return
    for row in rows:
        edition = f", edition {row['version']}" if row["version"] else ""
        click.echo(f"{row['name']}: {row['title']}{edition} ({row['source']})")
        if row["forms"]:
            click.echo(f"  {', '.join(row['forms'])}")
    if elsewhere := own_formsets_elsewhere():
        click.echo(elsewhere, err=True)
    click.echo("\nTo make one your own: formgen templates copy sqa ours")


def _row(name: str) -> dict[str, Any]:
    source = "workspace" if (own_formsets(workspace()) / name).is_dir() else "built in"
    row: dict[str, Any] = {"name": name, "title": "", "version": "", "source": source, "forms": []}
    try:
        formset = read_formset(formset_folder(name, workspace()))[0].formset
    except FormgenError as error:
        return {**row, "title": f"cannot be read: {error.problems[0].message}"}
    forms = [form.name for form in formset.forms]
    return {**row, "title": formset.title, "version": formset.version, "forms": forms}


@command.command(
    "copy",
    epilog="\b\nExamples:\n  formgen templates copy sqa ours\n"
    "  formgen templates copy sqa D:/forms/ours --force",
)
@click.argument("formset", metavar="SET", shell_complete=complete_formsets)
@click.argument("to", metavar="DIR")
@click.option("--force", is_flag=True, help="Overwrite files of the same names.")
def copy_command(formset: str, to: str, force: bool) -> None:
    """Copy the form set SET, so that you can change it in Word and Excel.

    DIR is a name, for a folder in forms/templates here, or a path.
    """
    target = place_of_copy(to, workspace())
    copied = copy_formset(formset_folder(formset, workspace()), target, force=force)
    first = _first_template(target) or copied[0]
    in_workspace = target.parent.resolve() == own_formsets(workspace()).resolve()
    click.echo(f"{target}: {amount(len(copied), 'file')} copied. Now:")
    click.echo(f"  1. Open a template there in Word or Excel, change it, and save it ({first}).")
    if in_workspace:
        click.echo(f"  2. formgen templates check --formset {target.name}")
        click.echo(f"  3. formgen build QUALIFICATION --formset {target.name}")
        return
    click.echo(f"  2. formgen templates check {target / FORMSET_FILE}")
    click.echo(f"  3. Move the folder to {own_formsets(Path())} of a workspace and build there.")


def _first_template(folder: Path) -> Path | None:
    """Return the template of a form set's first form; None where that can't be read."""
    try:
        formset = read_formset(folder)[0].formset
    except FormgenError:
        return None
    return next((folder / formset.templates_of(each)[0] for each in formset.forms), None)


@command.command(
    "check",
    epilog="\b\nExamples:\n  formgen templates check\n"
    "  formgen templates check forms/templates/ours/title-page.docx --json",
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--formset", help="The form set to check.", shell_complete=complete_formsets, metavar="NAME"
)
@json_option
def check_command(files: Sequence[Path], formset: str | None, as_json: bool) -> None:
    """Say everything that is wrong with a form set, or with each template FILE.

    Without names it checks every form set of this folder, or the built-in one where there is none.
    """
    checked: list[Path] = []
    findings: list[Finding] = []
    for path in files or _folders(formset):
        checked.append(path)
        if not path.exists() and str(path) in formset_names(workspace()):
            raise click.UsageError(f"“{path}” is a form set. Type: --formset {path}")
        _refuse_slip(path)
        findings += check_formset(path) if path.is_dir() else check_file(path)
    if as_json:
        print_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            click.echo(finding)
        names = ", ".join(map(str, checked))
        if not (files or formset) and (elsewhere := own_formsets_elsewhere()):
            click.echo(elsewhere, err=True)
        click.echo(f"{amount(len(findings), 'finding') if findings else 'All is well'}: {names}")
    if findings:
        sys.exit(FINDINGS)


def _refuse_slip(file: Path) -> None:
    """Raise click.UsageError for a name that is no file here, but that of a template elsewhere."""
    if file.exists():
        return
    own = own_formsets(workspace()).glob(f"*/{file.stem}.*") if file.name == str(file) else ()
    if found := [each for each in sorted(own) if file.suffix in ("", each.suffix)]:
        raise click.UsageError(f"There is no file “{file}” here. Did you mean {found[0]}?")


def _folders(formset: str | None) -> list[Path]:
    """Return the folder of a form set; of no name, those of this workspace, else the default's."""
    if formset:
        return [formset_folder(formset, workspace())]
    own = [path.parent for path in sorted(own_formsets(workspace()).glob(f"*/{FORMSET_FILE}"))]
    return own or [formset_folder(DEFAULT, workspace())]


@command.command(
    "context",
    epilog="\b\nExamples:\n  formgen templates context achievement-grid\n"
    "  formgen templates context title-page --formset ours --json",
)
@click.argument("form", metavar="FORM", shell_complete=complete_forms)
@click.option(
    "--formset",
    default=DEFAULT,
    show_default=True,
    help="The form set.",
    shell_complete=complete_formsets,
)
@centre_option
@json_option
def context_command(form: str, formset: str, centre: Path | None, as_json: bool) -> None:
    """Show every variable that the templates of FORM may use, each with an example value."""
    chosen = find_formset(formset, workspace())
    with told_who_has([form]):
        (of,) = chosen.choose([form])
    samples = Samples(chosen, find_centre(centre, workspace()))
    variables = [_as_shown(each) for each in described(samples.variables(of))]
    if as_json:
        rows = [asdict(each) for each in variables]
        print_json({"formset": chosen.name, "form": form, "per": of.per, "variables": rows})
        return
    click.echo(
        f"{of.title} ({of.name}), made for each {of.per}. Write {{{{ name }}}} in a template."
    )
    width = max(len(_indented(each)) for each in variables) + 2
    for each in (each for each in variables if each.kind != "group"):
        click.echo(f"{_indented(each):<{width}}{_example(each)}".rstrip())


def _as_shown(variable: Variable) -> Variable:
    """Return a variable with an example as a document shows it, which holds a digest of itself."""
    if not isinstance(variable.example, str):
        return variable
    return replace(variable, example=variable.example.replace(DIGEST_MARK, _DIGEST))


def _indented(variable: Variable) -> str:
    """Return a name as it is written; of an entry of a list, its last part, set in."""
    *lists, last = variable.name.split("[].")
    return f"{'    ' * len(lists)}.{last}" if lists else last


def _example(variable: Variable) -> str:
    value = variable.example
    if variable.kind == "list":
        if isinstance(value, int):
            return f"list of {value}; each entry has:"
        value = f"list: {', '.join(map(str, value))}" if value else "empty list here"
    elif variable.kind == "yes or no":
        value = "true" if value else "false"
    elif value == "":
        return "(empty here)"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 1]}…"


@command.command(
    "preview",
    epilog="\b\nExamples:\n  formgen templates preview forms/templates/ours/title-page.docx\n"
    "  formgen templates preview forms/templates/ours/title-page.docx --format pdf --to .",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to [default: one for temporary files].",
)
@click.option("--format", "made", type=click.Choice(["pdf"]), help="Make a PDF, with LibreOffice.")
@click.option("--no-open", is_flag=True, help="Don't open the document.")
@centre_option
def preview_command(
    file: Path, to: Path | None, made: str | None, no_open: bool, centre: Path | None
) -> None:
    """Fill the template FILE with sample data and open the document.

    The data are those of the qualification that formgen init writes, for one of its candidates;
    the centre is yours, where there is a centre.yaml here.
    """
    _refuse_slip(file)
    folder = to or Path(tempfile.gettempdir()) / "formgen-preview"
    of_centre = find_centre(centre, workspace())
    path = preview(file, folder, as_pdf=made == "pdf", centre=of_centre)
    click.echo(str(path))
    if not no_open and click.launch(str(path)) != 0:
        click.echo("formgen: it could not be opened by itself; open it there", err=True)
