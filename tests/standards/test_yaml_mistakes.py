"""Whatever a file holds, what is said of it names the file and never fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.errors import FormgenError
from formgen.yamlfiles.reading import read_text

TEXT = """\
code: K1
title: Keep bees
elements:
  - code: K1.1
    title: Open a hive
    criteria:
      - {code: K1.1.1, label: "Choose a day"}
"""
_SLIPS = (
    "\t",
    ":",
    ": ",
    '"',
    "'",
    "[",
    "{",
    "- ",
    "@",
    "#",
    "\n",
    " ",
    "&a",
    "*a",
    "!x",
    "|",
    ">",
)


@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, 3), st.sampled_from(_SLIPS)),
        min_size=1,
        max_size=3,
    )
)
def test_any_slip_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, slips: list[tuple[int, int, str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "slips.yaml"
    text = TEXT
    for at, gone, slip in slips:
        text = text[:at] + slip + text[at + gone :]
    path.write_text(text, encoding="utf-8")
    try:
        assert isinstance(read_text(path).data, dict)
    except FormgenError as error:
        for problem in error.problems:
            assert problem.place.startswith(str(path))
            assert problem.message
