"""YAML files: scalars are text, faults have lines, rewriting keeps what people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from formgen.characters import NOT_IN_XML
from formgen.errors import FormgenError
from formgen.yamlfiles import (
    Fault,
    YamlModel,
    read_model,
    read_text,
    to_plain,
)
from formgen.yamlfiles.writing import write_text


class Item(YamlModel):
    code: str
    label: str = ""
    size: int | None = None


class Shelf(YamlModel):
    title: str
    items: tuple[Item, ...] = Field(())
    needs: tuple[str, ...] = Field(())

    def faults(self) -> Iterator[Fault]:
        codes = [item.code for item in self.items]
        for at, code in enumerate(codes):
            if code in codes[:at]:
                yield Fault(("items", at), f"the item “{code}” is here twice", certain=True)
        for at, code in enumerate(self.needs):
            if code not in codes:
                yield Fault(("needs", at), f"the item “{code}” is not in items")


def written(folder: Path, text: str) -> Path:
    path = folder / "shelf.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("code", ["1.10", "NO", "010", "1:30", "2020-01-01", "~", "1e3", "0x10"])
def test_every_scalar_stays_the_text_it_is(tmp_path: Path, code: str) -> None:
    shelf, _ = read_model(written(tmp_path, f"title: A\nitems:\n  - code: {code}\n"), Shelf)
    assert shelf.items[0].code == code


def test_all_faults_of_a_file_come_at_once_each_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "titel: A\nitems:\n  - code: a\n    lable: x\n  - label: no code\n    size: big\n",
    )
    with pytest.raises(FormgenError) as raised:
        read_model(path, Shelf)
    assert [
        (problem.place, problem.message, problem.hint) for problem in raised.value.problems
    ] == [
        (f"{path}:1", "“title” is missing", ""),
        (f"{path}:1", "unknown key “titel”", "Did you mean title or items?"),
        (f"{path}:4", "unknown key “lable”", "Did you mean label?"),
        (f"{path}:5", "“code” is missing", ""),
        (f"{path}:6", "“size” should be a number, not “big”", ""),
    ]


@pytest.mark.parametrize(
    ("first", "message"),
    [
        ("{code: c, lable: x}", "unknown key “lable”"),
        ("{label: x}", "“code” is missing"),
        ("{code: c, size: big}", "“size” should be a number, not “big”"),
    ],
)
def test_a_repeated_code_is_told_together_with_other_faults(
    tmp_path: Path, first: str, message: str
) -> None:
    items = [first, "{code: a}", "{code: a}"]
    path = written(tmp_path, "title: A\nitems:\n" + "".join(f"  - {each}\n" for each in items))
    with pytest.raises(FormgenError) as raised:
        read_model(path, Shelf)
    assert [(problem.place, problem.message) for problem in raised.value.problems] == [
        (f"{path}:3", message),
        (f"{path}:5", "the item “a” is here twice"),
    ]


def test_a_misspelt_key_makes_no_fault_of_what_it_would_have_held(tmp_path: Path) -> None:
    with pytest.raises(FormgenError) as raised:
        read_model(written(tmp_path, "title: A\nneeds: [a]\nitms:\n  - {code: a}\n"), Shelf)
    assert [problem.message for problem in raised.value.problems] == ["unknown key “itms”"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title: A\nitems: [a\nb: c\n", 3, "is not valid YAML"),
        ("title: A\ntitle: B\n", 2, "the key “title” is here twice (first in line 1)"),
        ('title: "A\\x07"\n', 1, "control character U+0007"),
        ("- a\n- b\n", 1, "keys and values"),
        ("title: &a X\nitems: &b []\nmore: *b\n", 3, "alias"),
        ("a: b\ntitle: !!python/object:os.system x\n", 2, "tag “!!python/object:os.system”"),
        ("title: A\nitems: !mine\n  - a\n", 2, "has the YAML tag “!mine”"),
        ("title: A\n!!int 5: b\n", 1, "has the YAML tag “!!int”"),
    ],
)
def test_text_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FormgenError) as raised:
        read_text(path)
    problem = raised.value.problems[0]
    assert message in problem.message
    assert problem.place == f"{path}:{line}"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shelf.yaml"
    path.write_bytes("title: Gàidhlig".encode("latin-1"))
    with pytest.raises(FormgenError, match="is not UTF-8"):
        read_text(path)


def test_a_file_with_a_byte_order_mark_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "shelf.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: A\n")
    assert read_text(path).data == {"title": "A"}


TEXTS = st.text(max_size=60).map(lambda text: NOT_IN_XML.sub("", text).strip()).filter(bool)


@given(title=TEXTS, codes=st.lists(TEXTS, max_size=5, unique=True))
def test_what_is_written_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, title: str, codes: list[str]
) -> None:
    shelf = Shelf(title=title, items=tuple(Item(code=code, label="NO") for code in codes))
    path = tmp_path_factory.mktemp("yaml") / "shelf.yaml"
    path.write_text(write_text(to_plain(shelf)), encoding="utf-8", newline="")
    assert read_model(path, Shelf)[0] == shelf


BY_HAND = """\
# My shelf
title: 'Books'   # the title
items:
  - code: 1.10   # stays as it is
    label: "Old"
  # the second one
  - {code: NO, label: b}
"""


def test_writing_the_same_data_gives_the_same_bytes() -> None:
    same = {
        "title": "Books",
        "items": [{"code": "1.10", "label": "Old"}, {"code": "NO", "label": "b"}],
    }
    assert write_text(same, BY_HAND) == BY_HAND


def test_writing_other_data_keeps_comments_and_quotes() -> None:
    changed = {"title": "Books", "items": [{"code": "1.10", "label": "New"}, {"code": "NO"}]}
    text = write_text(changed, BY_HAND)
    assert "# My shelf\ntitle: 'Books'   # the title\n" in text
    assert 'code: 1.10   # stays as it is\n    label: "New"\n' in text
    assert "# the second one" in text
    assert "b" not in text.split("code: NO")[1]
