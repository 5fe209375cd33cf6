"""What commands print: tables and messages for people, one JSON document for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on standard output."
)


def print_json(document: Mapping[str, Any]) -> None:
    """Print a document as JSON on standard output, nothing else going there."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as a plain table that fits the terminal."""
    from rich.console import Console  # noqa: PLC0415 - late: most commands print no table
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == columns[0])
    for row in rows:
        table.add_row(*(str(row[column]) for column in columns))
    Console(highlight=False, markup=False).print(table)


def progress_console() -> Console:
    """Return the console for progress and messages: standard error, plain when not a terminal."""
    from rich.console import Console  # noqa: PLC0415 - as above

    return Console(stderr=True, highlight=False, markup=False)


def amount(number: int, noun: str) -> str:
    """Return a number with its noun: “1 unit”, “2 criteria”."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {'criteria' if noun == 'criterion' else f'{noun}s'}"
