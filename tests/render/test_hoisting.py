"""Loops that come out the same in each round of another are rendered once: the result is equal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError, nodes
from markupsafe import Markup

from formgen.render.environment import XmlEnvironment
from formgen.render.hoisting import hoist

COLUMNS = [{"code": "1"}, {"code": "<2>"}]
ROWS = [{"height": 5, "cells": ["a"]}, {"height": 6, "cells": ["b", "c"]}]


def in_rows(inner: str, rows: str = "rows") -> str:
    return f"{{% for row in {rows} %}}{inner}{{% endfor %}}"


def over_columns(shown: str, columns: str = "columns") -> str:
    return f"{{% for c in {columns} %}}{shown}{{% endfor %}}"


HOISTED = [
    in_rows("[{{ row.height }}" + over_columns("({{ c.code }})") + "]"),
    in_rows(over_columns("{{ loop.index }}")),
    in_rows(over_columns("<a>\n\t</a>")),
    "{% for g in grids %}" + in_rows(over_columns("{{ c }}", "g")) + "{% endfor %}",
]
LEFT = [
    in_rows(over_columns("{{ c }}", "row.cells")),
    in_rows(over_columns("{{ row.height }}")),
    in_rows("{% for row in columns %}{{ row.code }}{% endfor %}"),
    in_rows("{% set n = row.height %}" + over_columns("{{ n }}")),
    in_rows(over_columns("{{ c }}", "range(loop.index)")),
    in_rows(over_columns("{{ namespace(a=1).a }}")),
    in_rows(over_columns("{{ c.code }}"), "rows if row.height > 5"),
    in_rows("{% if row.height > 5 %}" + over_columns("x") + "{% endif %}"),
]


@pytest.mark.parametrize("text", [*HOISTED, *LEFT])
def test_what_comes_out_is_what_jinja_makes(text: str) -> None:
    context = {"rows": ROWS, "columns": COLUMNS, "grids": [["x"], ["y", "z"]]}
    plain = Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
    assert filled(text, context) == plain.render(context)


@pytest.mark.parametrize("text", HOISTED)
def test_a_loop_that_needs_nothing_of_the_row_is_taken_out(text: str) -> None:
    assert taken_out(text) == 1


@pytest.mark.parametrize("text", LEFT)
def test_a_loop_that_needs_the_row_or_runs_code_stays(text: str) -> None:
    assert taken_out(text) == 0


def test_what_is_never_shown_need_not_exist() -> None:
    text = "{% for row in rows %}{% for c in unknown %}{{ c }}{% endfor %}{% endfor %}"
    assert filled(text, {"rows": []}) == ""
    with pytest.raises(UndefinedError, match="unknown"):
        filled(text, {"rows": [1]})


def test_what_is_xml_already_stays_as_it_is() -> None:
    broken = '</w:t><w:br/><w:t xml:space="preserve">'
    rendered = filled("{{ xml }}{{ text }}", {"xml": Markup("<a>\n</a>"), "text": "<\n"})
    assert rendered == f"<a>\n</a>&lt;{broken}"


def filled(text: str, context: Mapping[str, Any]) -> str:
    environment = XmlEnvironment()
    return (
        environment.template_of(environment.code_of(text))
        .fill(environment.values(context))
        .decode("utf-8")
    )


def taken_out(text: str) -> int:
    environment = XmlEnvironment()
    parsed = environment.parse(text)
    hoist(parsed, environment)
    return len(list(parsed.find_all(nodes.AssignBlock)))
