"""The JSON Schemas in the repository are those of the model."""

from __future__ import annotations

from pathlib import Path

from formgen.standards.schema import schemas


def test_the_schemas_in_the_repository_are_those_of_the_model(repository: Path) -> None:
    for name, text in schemas().items():
        path = repository / "standards" / "schema" / name
        assert path.read_text(encoding="utf-8") == text, (
            "run: python -m formgen.standards.schema standards/schema"
        )
