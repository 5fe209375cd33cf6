"""Completion in bash of names that hold a space."""

from __future__ import annotations

from click.shell_completion import BashComplete, add_completion_class


class QuotingBashComplete(BashComplete):
    """Click's completion, with names such as ``CS 27`` quoted as the word at hand needs it.

    bash quotes what it takes for the name of a file, and nothing else.
    """

    source_template = BashComplete.source_template.replace(
        "COMPREPLY+=($value)",
        'COMPREPLY+=("$value")\n            [[ $value == *" "* ]] && compopt -o filenames',
    )


def quote_names_in_bash() -> None:
    """Have Click complete so wherever bash asks."""
    add_completion_class(QuotingBashComplete, "bash")
