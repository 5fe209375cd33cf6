"""YAML as formgen writes it is read line by line as libyaml reads it, or left to libyaml."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formgen.standards import Criterion, Element, Group, Qualification, Unit, changed_files
from formgen.yamlfiles.plain import OddError, plain_data
from formgen.yamlfiles.quick import quick_data

PIECES = st.sampled_from([
    "a", "code", "b c", "Wé", "1", "x-y", "- ", "-", ": ", ":", " ", "  ", "#", " #", "'", '"', "?",
    "? ", "[", "]", "{", "}", ",", "&x", "*x", "!", "!!str ", "|", ">", "%", "@", "`", "~", "=",
    "---", "...", "<<", "\\n", "\\", "\t", "\u00a0", "\u0085", "\u2028", "\ufeff", "\x7f", "é",
])  # fmt: skip
LINES = st.builds(
    lambda indent, start, pieces: " " * indent + start + "".join(pieces),
    st.integers(0, 6),
    st.sampled_from(
        ["", "- ", "a: ", "b:", "- a: ", "- b:", "code: x", "- y", "# ", "- - ", "a: 'x'"]
    ),
    st.lists(PIECES, max_size=4),
)
WRITTEN = st.recursive(
    st.text("ab 1é-:#'.", min_size=1, max_size=8),
    lambda values: (
        st.lists(values, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "c d"]), values, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def as_lines(value: Any, column: int) -> list[str]:
    """Return the lines of a value, written plainly whatever it holds."""
    if isinstance(value, str):
        return [value]
    lines = []
    entries = value.items() if isinstance(value, dict) else (("", each) for each in value)
    for key, each in entries:
        inner = as_lines(each, column + 2)
        start = f"{key}:" if key else "-"
        if isinstance(each, str):
            lines.append(f"{' ' * column}{start} {inner[0]}")
        elif key:
            lines += [f"{' ' * column}{start}", *inner]
        else:
            lines += [f"{' ' * column}- {inner[0].lstrip()}", *inner[1:]]
    return lines


@given(st.lists(LINES, max_size=6).map("\n".join))
@example("a: x\n  - y")
@example("a:\n    b: 1\nc:\n  b: 2\n    d: 3")
@example("a: x\n\n  b")
@example("a:\na: x")
@example("a:\n- x")
@example("- a: 1\n  b: 2")
@example("a: x\u2028b: y")
@example("a: b:c#d")
@example("a: 'x' # y")
@example("a: ''")
@example("a:\n  - - x")
@example("a: x\r\nb: y")
@example("a: " + "some words, " * 100 + "b: c")
@example("a: " + "b:c#d" * 100 + " # e")
def test_whatever_the_lines_what_is_read_is_what_libyaml_reads(text: str) -> None:
    with contextlib.suppress(OddError):
        assert plain_data(text) == (quick_data(text) if text.strip(" \n") else {}), text


@given(st.dictionaries(st.sampled_from(["a", "b", "c d"]), WRITTEN, min_size=1))
def test_whatever_is_nested_what_is_read_is_what_libyaml_reads(value: dict[str, Any]) -> None:
    text = "\n".join(as_lines(value, 0))
    with contextlib.suppress(OddError):
        assert plain_data(text) == quick_data(text), text


@given(st.lists(st.text("ab 1é,.()’", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_what_formgen_writes_is_read_line_by_line(labels: list[str]) -> None:
    criteria = tuple(Criterion(code=f"1.{at}", label=each) for at, each in enumerate(labels))
    unit = Unit(
        code="1", title="Title", number="0102", elements=(Element(title="Part", criteria=criteria),)
    )
    group = Group(name="All", units=("1",))
    for text in changed_files(
        Path("q"), Qualification(title="Q", groups=(group,)), [unit]
    ).values():
        assert plain_data(text) == quick_data(text)


def test_the_standards_that_come_with_formgen_are_written_that_way(repository: Path) -> None:
    paths = sorted((repository / "standards").rglob("*.yaml"))
    assert paths
    for path in paths:
        plain_data(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a:\na: 2\n",
        "a:\nb: 2\n",
        "a: &x 1\n",
        "a: !!int 1\n",
        "- a\n- b\n",
        "a: [1, 2]\n",
        "a: >-\n  b\n",
        "a: b\n  c\n",
        "a: b: c\n",
        "a: b # c\n",
        "a: 'it''s'\n",
        'a: "\\x07"\n',
        "a: \x07\n",
        "---\na: 1\n",
        "just text\n",
        f"{'key ' * 300}end: x\n",
    ],
)
def test_what_is_written_otherwise_is_left_to_others(text: str) -> None:
    with pytest.raises(OddError):
        plain_data(text)
