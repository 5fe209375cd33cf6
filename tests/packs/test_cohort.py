"""A whole cohort: two hundred candidates, complete packs, nothing of one in another's files."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from formgen.packs import Request, make_packs
from samples import unit

Write = Callable[..., Path]

COHORT = 200
FORMS = ("title-page", "evidence-index", "witness-testimony")
NUMBERS = re.compile(rb"CAND-\d{4}")


def numbers_in(path: Path) -> set[bytes]:
    """Return the candidates' numbers and names that stand in any part of a document."""
    with zipfile.ZipFile(path) as package:
        return {
            found for name in package.namelist() for found in NUMBERS.findall(package.read(name))
        }


def test_each_of_two_hundred_gets_all_of_their_own_and_nothing_of_anybody_elses(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"), unit("K2", number="BEE2 04"))
    rows = []
    for at in range(COHORT):
        number, units = f"CAND-{at:04d}", ("K1", "K2", "K1 K2")[at % 3]
        rows.append(f'"Person {number}",{number},"Di of {number}","{units}"')
    (workspace / "cohort.csv").write_text(
        "\n".join(["Name,Number,Assessor,Units", *rows]), encoding="utf-8"
    )
    request = Request("sample", workspace, "sqa", forms=FORMS, candidates=workspace / "cohort.csv")
    (pack,) = make_packs([request], workspace / "out")
    folder = workspace / "out" / "sample" / "candidates"
    assert pack.rejected == pack.built.failed == []
    for at in range(COHORT):
        number = f"CAND-{at:04d}"
        made = sorted((folder / f"Person-{number}").rglob("*.*x"))
        codes = ["K1"] * (at % 3 != 1) + ["K2"] * (at % 3 != 0)
        assert [path.relative_to(folder / f"Person-{number}").as_posix() for path in made] == [
            *(f"{code}/witness-testimony.docx" for code in codes),
            "evidence-index.docx",
            "evidence-index.xlsx",
            "title-page.docx",
        ]
        assert {found for path in made for found in numbers_in(path)} == {number.encode()}
    assert len(pack.built.written) == sum(
        1 for path in folder.rglob("*.*x") if path.suffix in (".docx", ".xlsx")
    )
