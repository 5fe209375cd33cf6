"""``formgen lint``: what is wrong with standards, by file and line."""

from __future__ import annotations

from dataclasses import asdict

import click

from formgen.cli.main import FINDINGS
from formgen.cli.names import complete_qualifications
from formgen.cli.output import amount, json_option, print_json
from formgen.cli.workspace import workspace
from formgen.standards.lint import LintReport, Severity, lint


@click.command(
    "lint",
    epilog="\b\nExamples:\n  formgen lint\n  formgen lint my-standards --json",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_qualifications)
@json_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], as_json: bool) -> None:
    """Check standards: PATH is a qualification's folder, a workspace, or one YAML file.

    A name that formgen list shows will do too. Without PATH the standards folder here is checked.
    """
    if not paths and not (workspace() / "standards").is_dir():
        raise click.UsageError(
            "There is no standards folder here. Say what to check: a folder, a YAML file, or a "
            "qualification that formgen list shows."
        )
    report = lint(paths or (workspace() / "standards",), workspace())
    if as_json:
        findings = [{**asdict(each), "severity": each.severity} for each in report.findings]
        print_json({"findings": findings, "files": report.files})
    else:
        for finding in report.findings:
            click.echo(finding)
        click.echo(_summary(report))
    ctx.exit(0 if report.clean else FINDINGS)


def _summary(report: LintReport) -> str:
    severities: tuple[Severity, ...] = ("error", "warning", "note")
    counts = [
        amount(number, severity) for severity in severities if (number := report.count(severity))
    ]
    return f"{amount(report.files, 'file')} checked: {', '.join(counts) or 'nothing found'}"
