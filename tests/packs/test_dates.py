"""The dates in a document's properties: of its standards, never of the day it was made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from formgen.errors import FormgenError
from formgen.packs import Request, make_packs
from formgen.packs.dates import document_date
from samples import unit

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        (["2011"], (2011, 1, 1)),
        (["2011", "2013-05"], (2013, 5, 1)),
        (["March 2026", "2026-02-28"], (2026, 3, 1)),
        (["version 2, Sept 2019"], (2019, 9, 1)),
        (["3.1", "", "final draft"], None),
        (["2026-13-01"], None),
    ],
)
def test_the_newest_date_among_the_editions_is_the_documents(
    editions: list[str], expected: tuple[int, int, int] | None
) -> None:
    assert document_date(editions) == (datetime(*expected, tzinfo=UTC) if expected else None)


def test_source_date_epoch_wins_and_must_be_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert document_date(["2011"]) == datetime(1970, 1, 2, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(FormgenError, match="“today”, which is no number of seconds"):
        document_date(["2011"])


def test_word_and_excel_files_carry_it(workspace: Path, standards_of: Write) -> None:
    standards_of(unit("K1").model_copy(update={"version": "May 2031"}))
    (pack,) = make_packs([Request("sample", workspace, "sqa")], workspace / "out")
    names = [path for path in pack.built.written if path.startswith("sample/K1/")]
    for path in (workspace / "out" / name for name in names):
        properties = (
            Document(str(path)).core_properties
            if path.suffix == ".docx"
            else load_workbook(path).properties
        )
        assert properties.created.replace(tzinfo=None) == datetime(2031, 5, 1)  # noqa: DTZ001
        assert properties.modified.replace(tzinfo=None) == datetime(2031, 5, 1)  # noqa: DTZ001
