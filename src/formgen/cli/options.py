"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

centre_option = click.option(
    "--centre",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your centre: name, logo, colours, words [default: centre.yaml, where there is one].",
)
