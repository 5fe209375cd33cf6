"""``formgen init``: a new workspace with an example to start from."""

from __future__ import annotations

from pathlib import Path

import click

from formgen.cli.workspace import program, workspace
from formgen.standards.elsewhere import change_folder
from formgen.standards.starting import start_workspace


@click.command("init", epilog="\b\nExamples:\n  formgen init my-forms\n  formgen init")
@click.argument(
    "folder",
    metavar="[DIR]",
    required=False,
    type=click.Path(file_okay=True, path_type=Path),
    default=Path(),
)
def command(folder: Path) -> None:
    """Make a new workspace in DIR, or in this folder: an example qualification to build and change.

    The folder must be empty; nothing is ever overwritten.
    """
    workspace()
    files = start_workspace(folder)
    click.echo(
        f"{folder.resolve()}: a workspace with {len(files)} files; README.txt says what is here."
    )
    click.echo("Type next:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  {change_folder(folder)}")
    click.echo(f"  {program()} build beekeeping")
