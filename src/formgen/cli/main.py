"""The ``formgen`` command and how its errors are shown."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from formgen import __version__
from formgen.errors import FormgenError, UnknownNameError, suggestion

# Each command is a module of this package that holds a Click command called ``command``;
# it is imported only when it is used, so that --help stays quick.
COMMANDS = {
    "init": ("formgen.cli.init_command", "Start a folder of your own, with an example."),
    "list": ("formgen.cli.list_command", "List the qualifications known here."),
    "show": ("formgen.cli.show_command", "Show a qualification, or one of its units."),
    "choose": ("formgen.cli.choose_command", "Say whether a choice of units is valid."),
    "build": ("formgen.cli.build_command", "Make the recording pack of a qualification."),
    "import": ("formgen.cli.import_command", "Turn source documents into standards."),
    "lint": ("formgen.cli.lint_command", "Check standards for slips."),
    "diff": ("formgen.cli.diff_command", "Say what changed between two versions."),
    "templates": ("formgen.cli.templates_command", "Copy, check and try form sets and templates."),
    "verify": ("formgen.cli.verify_command", "Say whether documents are current."),
    "forms": ("formgen.cli.forms_command", "List the forms of a form set."),
    "doctor": ("formgen.cli.doctor_command", "Say what is installed here and what is missing."),
}
FINDINGS, USAGE, UNUSABLE_INPUT = 1, 2, 3
STOPPED = 130  # as shells have it for Ctrl-C


class Commands(click.Group):
    """The group of commands, imported one by one as they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command with this name, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; a misspelt one gets the likely one named."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = suggestion(args[0], COMMANDS) or self._build_hint(args[0])
            message = f"{error.message} {hint}".rstrip()
            raise click.UsageError(message, ctx) from None

    def _build_hint(self, name: str) -> str:
        """Return what to type for someone who named a qualification and no command."""
        catalogue = importlib.import_module("formgen.standards.catalogue")
        place = importlib.import_module("formgen.cli.workspace")
        if name not in {entry.name for entry in catalogue.entries(place.workspace())}:
            return ""
        return f"To make its forms, type: {place.program()} build {name}"

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out the command that is named; Ctrl-C ends it with what that means."""
        try:
            return super().invoke(ctx)
        except click.MissingParameter as error:
            if error.param is None or error.param.name != "qualification":
                raise
            message = "Say which QUALIFICATION; formgen list shows the names known here."
            raise click.UsageError(message, error.ctx) from None
        except KeyboardInterrupt:
            click.echo("\nStopped. Files are whole: the same command again goes on.", err=True)
            ctx.exit(STOPPED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: formgen init my-forms; or formgen build svq3-customer-service",
)
@click.version_option(__version__, prog_name="formgen", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the full trace of an error.")
@click.pass_context
def formgen(ctx: click.Context, debug: bool) -> None:
    """Make recording packs for vocational qualifications: the forms on which evidence is recorded.

    formgen joins structured standards with Word and Excel templates; every form knows its unit's
    criteria and knowledge items.
    """
    ctx.obj = {"debug": debug}
    if ctx.invoked_subcommand is None:
        click.echo(f"{ctx.command.help}\n".split("\n\n")[0].strip())
        click.echo(f"\n{importlib.import_module('formgen.cli.overview').overview()}")
        click.echo(f"\n{ctx.info_name} --help lists all commands.")


def main(arguments: Sequence[str] | None = None, program: str = "formgen") -> None:
    """Run the command line and exit with its code; no traceback reaches a user but with --debug.

    ``program`` is what the user typed for it, and is told to type again.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Looking for what refers to itself, on the way and at the end, is a tenth of a short run.
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)
    given: list[str] = list(sys.argv[1:] if arguments is None else arguments)
    options: dict[str, Any] = {"prog_name": program, "windows_expand_args": True}
    if "_FORMGEN_COMPLETE" in os.environ:
        importlib.import_module("formgen.cli.completion").quote_names_in_bash()
    if "--debug" in given:
        formgen.main(given, **options)
    try:
        formgen.main(given, **options)
    except FormgenError as error:
        for problem in error.problems:
            click.echo(f"formgen: {problem}", err=True)
        sys.exit(USAGE if isinstance(error, UnknownNameError) else UNUSABLE_INPUT)
    except Exception as error:
        click.echo(
            f"formgen: an error that should not happen: {type(error).__name__}: {error}\n"
            "  Run the command again with --debug before it (formgen --debug …) and report both.",
            err=True,
        )
        sys.exit(UNUSABLE_INPUT)
