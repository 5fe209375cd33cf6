"""``formgen forms``: the forms of a form set."""

from __future__ import annotations

import click

from formgen.cli.names import complete_formsets, complete_qualifications
from formgen.cli.output import json_option, print_json
from formgen.cli.workspace import program, workspace
from formgen.formsets import (
    Form,
    chosen_terms,
    find_formset,
    formset_names,
    usual_formset,
    workspace_formset,
)
from formgen.standards import locate

_EXAMPLES = """\b
Examples:
  formgen forms svq1-customer-service
  formgen forms --formset rqf --json
"""


@click.command("forms", epilog=_EXAMPLES)
@click.argument("qualification", required=False, shell_complete=complete_qualifications)
@click.option("--formset", help="Name of the form set.", shell_complete=complete_formsets)
@json_option
def command(qualification: str | None, formset: str | None, as_json: bool) -> None:
    """List the forms of a form set: name, what each is made for, formats, who fills it in.

    It is the set that packs of the QUALIFICATION have; without one, that of the qualifications in
    this folder.
    """
    chosen = find_formset(formset or _usual(qualification), workspace())
    others = [name for name in formset_names(workspace()) if name != chosen.name]
    terms = chosen_terms(chosen.formset.terms)
    forms = [form.speaking(terms) for form in chosen.formset.forms]
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
        for form in forms
    ]
    if as_json:
        title = chosen.formset.title
        print_json({"formset": chosen.name, "title": title, "forms": rows, "others": others})
        return
    click.echo(f"{chosen.formset.title} ({chosen.name})")
    for form in forms:
        click.echo(f"\n{form.name}: {form.title}, one per {form.per} ({', '.join(form.formats)})")
        for line in filter(None, (form.purpose, _people(form), _where(form))):
            click.echo(f"  {line}")
    if others:
        click.echo(f"\nOther form sets here: {', '.join(others)}. To see one, type:")
        click.echo(f"  {program()} forms --formset {others[0]}")


def _usual(qualification: str | None) -> str:
    if qualification:
        return usual_formset(locate(qualification, workspace()))
    return workspace_formset(workspace())


def _people(form: Form) -> str:
    """Return who fills a form in and who signs it, as a sentence; empty where nobody does."""
    filled_in = f"filled in by {form.filled_by}" if form.filled_by else ""
    signed = f"signed by {form.signed_by}" if form.signed_by else ""
    sentence = "; ".join(filter(None, (filled_in, signed)))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _where(form: Form) -> str:
    return "Only in combined documents." if form.only_combined else ""
