"""JSON Schemas of the standards files, for editors that check and complete while one types.

``python -m formgen.standards.schema DIR`` writes them; the repository's copies are in
``standards/schema`` and a test keeps them equal to the model.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from formgen.standards.model import Qualification, Unit
from formgen.yamlfiles import YamlModel

_MODELS: dict[str, type[YamlModel]] = {"qualification": Qualification, "unit": Unit}


def schemas() -> dict[str, str]:
    """Return the text of each schema by file name."""
    texts = {}
    for name, model in _MODELS.items():
        schema = model.model_json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        _allow_bare_scalars(schema)
        texts[f"{name}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return texts


def _allow_bare_scalars(node: Any) -> None:
    """Let an editor accept ``code: 1.10``: formgen reads every scalar as text, editors do not."""
    if isinstance(node, dict):
        if node.get("type") == "string" and "enum" not in node:
            node["type"] = ["string", "number", "boolean"]
        for value in node.values():
            _allow_bare_scalars(value)
    elif isinstance(node, list):
        for value in node:
            _allow_bare_scalars(value)


def write_schemas(folder: Path) -> None:
    """Write the schemas into a folder, making it where needed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
