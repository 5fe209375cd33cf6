"""Models of what YAML files hold, and what is said of a file that does not fit its model."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from formgen.errors import FormgenError, Problem, suggestion
from formgen.yamlfiles.reading import KeyPath, YamlText, read_text


@dataclass(frozen=True)
class Fault:
    """Something wrong with a value of a model: its path, what is wrong, what to do."""

    keys: KeyPath
    message: str
    hint: str = ""
    certain: bool = False
    """Whether it is one whatever the rest of the file says, as a code that stands twice is."""


class YamlModel(BaseModel):
    """Base of everything that formgen reads from YAML: immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong between the values of this model (each value alone is typed)."""
        yield from ()


Model = TypeVar("Model", bound=YamlModel)


def read_model(path: Path, model: type[Model]) -> tuple[Model, YamlText]:
    """Return the model that a YAML file holds, with the file's text and lines.

    Raises FormgenError with every fault of the file at once, each with file and line, in the order
    of the lines.
    """
    source = read_text(path)
    found: list[tuple[KeyPath, Problem]] = []
    try:
        value = model.model_validate(source.data)
        faults = list(value.faults())
    except ValidationError as error:
        errors: list[dict[str, Any]] = [dict(each) for each in error.errors()]
        found = [(each["loc"], _problem(source, model, each)) for each in errors]
        faults = _certain_faults(source.data, model, errors)
    found += [
        (fault.keys, Problem(fault.message, source.place(fault.keys), fault.hint))
        for fault in faults
    ]
    if found:
        found.sort(key=lambda each: source.line(each[0]))
        raise FormgenError([problem for _, problem in found])
    return value, source


def _certain_faults(
    data: Mapping[str, Any], model: type[YamlModel], errors: Iterable[Mapping[str, Any]]
) -> list[Fault]:
    """Return the faults that a file has beside its errors, as far as the rest of it can be read.

    Only certain ones: a key that is misspelt makes others name what is not there.
    """
    rest = copy.deepcopy(dict(data))
    for at, error in enumerate(errors):
        *above, last = error["loc"]
        holder: Any = rest
        for key in above:
            holder = holder[key] if _has(holder, key) else None
        if error["type"] == "missing" and isinstance(holder, dict):
            holder[last] = f"\0{at}"  # like no other, so that it repeats nothing
        elif isinstance(holder, dict):
            holder.pop(last, None)
    try:
        return [fault for fault in model.model_validate(rest).faults() if fault.certain]
    except ValidationError:
        return []


def _has(holder: Any, key: str | int) -> bool:
    return key in holder if isinstance(holder, dict) else isinstance(holder, list)


def to_plain(model: YamlModel) -> dict[str, Any]:
    """Return a model as plain dicts, lists, texts and numbers in its order, defaults left out."""
    return model.model_dump(mode="json", exclude_defaults=True)


def _problem(source: YamlText, model: type[YamlModel], error: dict[str, Any]) -> Problem:
    """Say one of pydantic's findings in the words of this file."""
    keys: KeyPath = error["loc"]
    texts = [key for key in keys if isinstance(key, str) and key != "[key]"]  # pydantic's mark
    name = texts[-1] if texts else ""
    kind, given = error["type"], error.get("input")
    hint = ""
    if kind == "extra_forbidden":
        known = _keys_known_at(model, keys[:-1])
        message = f"unknown key “{name}”"
        hint = suggestion(name, known) or f"Known here: {', '.join(known)}."
    elif kind == "missing":
        message = f"“{name}” is missing"
    elif kind in ("int_parsing", "decimal_parsing"):
        message = f"“{name}” should be a number, not “{given}”"
    elif kind == "greater_than_equal":
        message = f"“{name}” cannot be {given}: it is {error['ctx']['ge']} or more"
    elif kind == "string_type":
        message = f"“{name}” should be one text, not a list or further keys"
    elif kind in ("tuple_type", "list_type"):
        message = f"“{name}” should be a list"
        hint = "Begin each entry with “- ” on a line of its own."
        if isinstance(given, str) and given and "\n" not in given:
            hint = f"Write {name}: [{given}], or begin each entry with “- ” on a line of its own."
    elif kind in ("model_type", "dict_type"):
        message = f"“{name}” should hold keys and values, not “{given}”"
    elif kind == "literal_error":
        message = f"“{name}” cannot be “{given}”; it is {error['ctx']['expected']}"
    else:
        message = f"“{name}”: {error['msg'].removeprefix('Value error, ')}"
    return Problem(message, source.place(keys), hint)


def _keys_known_at(model: type[BaseModel], keys: KeyPath) -> list[str]:
    """Return the keys that the model knows at a path, in their order."""
    for key in keys:
        if isinstance(key, str) and key in model.model_fields:
            inner = _model_in(model.model_fields[key].annotation)
            if inner is None:
                break
            model = inner
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model class that an annotation is or holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
