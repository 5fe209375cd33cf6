"""Loops over rows that have headings: what has the entries stands before them."""

from __future__ import annotations

from pathlib import Path

from excel_templates import draw_workbook, fill, items, refusal, values


def test_a_plus_keeps_what_has_the_entries_as_headings(tmp_path: Path) -> None:
    template = draw_workbook(
        tmp_path / "t.xlsx",
        S={
            "A1": (
                "{%tr for x in parts.elements+codes %}"
                "{% if not loop.heading %}{{ x.code }}{% endif %}"
            ),
            "B1": "{% if loop.heading %}{{ x.title or loop.parents[0].title }}{% endif %}",
            "C1": "=LEN(A1)",
            "A2": "=COUNTA(A1:A1)",
        },
    )
    parts = [
        {"title": "Care", "elements": [{"title": "Feed", "codes": items("a", "b")}]},
        {"title": "Gone", "elements": [{"title": "Nothing to do", "codes": []}]},
        {"title": "Range", "elements": [{"title": "", "codes": items("c")}]},
    ]
    assert values(fill(template, {"parts": parts})["S"], "A1:C6") == [
        [None, "Feed", "=LEN(A1)"],
        ["a", None, "=LEN(A2)"],
        ["b", None, "=LEN(A3)"],
        [None, "Range", "=LEN(A4)"],
        ["c", None, "=LEN(A5)"],
        ["=COUNTA(A1:A5)", None, None],
    ]


def test_an_unknown_list_behind_a_plus_is_named(tmp_path: Path) -> None:
    template = draw_workbook(tmp_path / "t.xlsx", S={"A1": "{%tr for x in unit+knowlege %}x"})
    fault = refusal(template, {"unit": {"knowledge": items("a")}})
    assert fault.startswith("t.xlsx, sheet S, cell A1: unknown list unit+knowlege")
