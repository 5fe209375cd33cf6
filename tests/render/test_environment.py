"""Filled XML is what Jinja makes of it, whatever letters it has and however tags pass them on."""

from __future__ import annotations

import pytest
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from formgen.render.environment import XmlEnvironment

CONTEXT = {
    "word": "naïve “œuvre” ☐ 😀",
    "xml": Markup("<w:t>é’</w:t>"),
    "words": ["Ä", "b’"],
    "number": 7,
}


@pytest.mark.parametrize(
    "text",
    [
        "<a>plain</a>{{ number }}",
        "<é>’{{ word }}{{ xml }}{{ '“' }}</é>",
        "{{ word|upper }}{{ word[0:6] }}{{ word|length }}{{ 'ß' ~ word }}",
        "{% for each in words %}{{ each }}’{% else %}ø{% endfor %}",
        "{% if word == 'naïve “œuvre” ☐ 😀' %}ja – {{ word }}{% endif %}",
        "{% set kept = 'é' ~ word %}{{ kept }}",
        "{% set kept %}’{{ word }}{{ xml }}{% endset %}{{ kept }}{{ kept|length }}",
        "{% macro m(x) %}«{{ x }}»{% endmacro %}{{ m(word) }}{{ m(xml) }}",
        "{% macro m() %}«{{ caller() }}»{% endmacro %}{% call m() %}é{{ word }}{% endcall %}",
        "{% filter upper %}é{{ word }}{% endfilter %}",
        "{% for x in words recursive %}é{{ x }}{{ loop(['ü']) if x == 'Ä' }}{% endfor %}",
        "{% for row in words %}{% for x in words %}’{{ x }}{% endfor %}{{ row }}{% endfor %}",
        "{% block b %}é{{ word }}{% endblock %}{{ self.b() }}’{{ number }}",
    ],
)
def test_all_letters_come_out_as_jinja_writes_them(text: str) -> None:
    environment = XmlEnvironment()
    plain = Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
    filled = environment.template_of(environment.code_of(text)).fill(environment.values(CONTEXT))
    assert filled.decode("utf-8") == plain.render(CONTEXT)
