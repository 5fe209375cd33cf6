"""``formgen forms``: the forms of a form set."""

from __future__ import annotations

import click

from formgen.cli.names import complete_formsets
from formgen.cli.output import json_option, print_json
from formgen.cli.workspace import workspace
from formgen.formsets import DEFAULT, find_formset


@click.command(
    "forms", epilog="\b\nExamples:\n  formgen forms\n  formgen forms --formset sqa --json"
)
@click.option(
    "--formset",
    default=DEFAULT,
    show_default=True,
    help="Name of the form set.",
    shell_complete=complete_formsets,
)
@json_option
def command(formset: str, as_json: bool) -> None:
    """List the forms of a form set: name, what each is made for, formats, who fills it in."""
    chosen = find_formset(formset, workspace())
    rows = [
        {
            "name": form.name,
            "title": form.title,
            "per": form.per,
            "formats": list(form.formats),
            "filled_by": form.filled_by,
            "signed_by": form.signed_by,
            "purpose": form.purpose,
        }
        for form in chosen.formset.forms
    ]
    if as_json:
        title = chosen.formset.title
        print_json({"formset": chosen.name, "title": title, "forms": rows})
        return
    click.echo(f"{chosen.formset.title} ({chosen.name})")
    for form in chosen.formset.forms:
        click.echo(f"\n{form.name}: {form.title}, one per {form.per} ({', '.join(form.formats)})")
        click.echo(f"  {form.purpose}")
        click.echo(f"  Filled in by {form.filled_by}; signed by {form.signed_by}.")
