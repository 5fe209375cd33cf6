"""``formgen forms``: the forms of a form set."""

from __future__ import annotations

import click

from formgen.cli.names import complete_formsets
from formgen.cli.output import json_option, print_json
from formgen.cli.workspace import workspace
from formgen.formsets import DEFAULT, Form, find_formset


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
            "only_combined": form.only_combined,
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
        for line in filter(None, (form.purpose, _people(form), _where(form))):
            click.echo(f"  {line}")


def _people(form: Form) -> str:
    """Return who fills a form in and who signs it, as a sentence; empty where nobody does."""
    filled_in = f"filled in by {form.filled_by}" if form.filled_by else ""
    signed = f"signed by {form.signed_by}" if form.signed_by else ""
    sentence = "; ".join(filter(None, (filled_in, signed)))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _where(form: Form) -> str:
    return "Only in combined documents." if form.only_combined else ""
