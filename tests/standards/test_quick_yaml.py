"""The quick way of reading YAML gives what the careful one gives, or leaves a file to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.characters import NOT_IN_XML
from formgen.errors import FormgenError
from formgen.standards import Criterion, Element, Group, Qualification, Unit, changed_files
from formgen.yamlfiles import read_text
from formgen.yamlfiles.careful import CarefulReader
from formgen.yamlfiles.plain import OddError
from formgen.yamlfiles.quick import quick_data

TEXTS = (
    st.text(min_size=1, max_size=40)
    .map(str.strip)
    .filter(lambda text: text and not NOT_IN_XML.search(text))
)


def careful(text: str) -> object:
    reader = CarefulReader(Path("unit.yaml"), text)
    data = reader.plain(reader.compose(), ())
    assert reader.problems == []
    return data


@given(st.lists(TEXTS, min_size=1, max_size=5), TEXTS)
def test_what_formgen_writes_is_read_the_same(labels: list[str], title: str) -> None:
    criteria = tuple(
        Criterion(code=f"1.{at}", label=label, text=label * 3) for at, label in enumerate(labels)
    )
    unit = Unit(code="1", title=title, elements=(Element(title=title, criteria=criteria),))
    group = Group(name="All", units=("1",))
    files = changed_files(Path("q"), Qualification(title=title, groups=(group,)), [unit])
    for text in files.values():
        assert quick_data(text) == careful(text)


@pytest.mark.parametrize("folder", ["standards", "forms/templates"])
def test_what_comes_with_formgen_is_read_the_same(repository: Path, folder: str) -> None:
    paths = sorted((repository / folder).rglob("*.yaml"))
    assert paths
    for path in paths[::7]:
        text = path.read_text(encoding="utf-8")
        assert quick_data(text) == careful(text), path


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: &x 1\nb: *x\n",
        "a: !!int 1\n",
        "- a\n- b\n",
        "a: [1, 2\n",
        "? [a, b]\n: 1\n",
        "%YAML 1.1\n---\na: 1\n",
        "a: 1\n---\nb: 2\n",
        "a: " + "[" * 60 + "]" * 60,
        "",
        "just text\n",
    ],
)
def test_what_is_odd_is_left_to_the_careful_reader(text: str) -> None:
    with pytest.raises(OddError):
        quick_data(text)


@pytest.mark.parametrize("value", [r'"\x07"', r'"\e"', r'"A"'])
def test_an_escape_cannot_smuggle_in_a_control_character(tmp_path: Path, value: str) -> None:
    path = tmp_path / "unit.yaml"
    path.write_text(f"title: {value}\n", encoding="utf-8")
    try:
        assert not NOT_IN_XML.search(read_text(path).data["title"])
    except FormgenError as error:
        assert "control character" in error.problems[0].message


def test_codes_and_empty_values_are_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "unit.yaml"
    path.write_text("a: 1.10\nb: NO\nc: 001\nd:\ne: ''\nf: 1:30\ng: [~, null]\n", encoding="utf-8")
    source = read_text(path)
    assert source.data == {"a": "1.10", "b": "NO", "c": "001", "f": "1:30", "g": ["~", "null"]}
    assert source.line(("f",)) == 6
