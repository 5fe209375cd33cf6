"""YAML in which every scalar is text, with the line each value stands on.

A code such as ``1.10`` or ``NO`` must stay what it is, so nothing is read as a number, a date or a
truth value; the models turn the few numbers of a file into numbers. Reading goes over composed
nodes, which know their lines. Writing edits the nodes of the file that is there, so that comments
and quotes of whoever wrote it stay.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.tag import Tag

from formgen.errors import FormgenError, Problem, suggestion

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and list positions that lead to a value: ``("elements", 0, "code")``."""

# Characters that XML, and so Word and Excel, cannot hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

# Characters that YAML takes for a line break or drops, unless they are escaped in quotes.
_NEEDS_ESCAPE = re.compile("[\r\x85\u2028\u2029\ufeff]")

# Plain scalars that other YAML readers take for a number, a date, a truth value or nothing.
_NOT_TEXT_ELSEWHERE = re.compile(
    r"[-+.]?[0-9].*|[-+]?\.(inf|nan)|~|null|true|false|yes|no|on|off|y|n", re.IGNORECASE
)


@dataclass(frozen=True)
class Fault:
    """Something wrong with a value of a model: its path, what is wrong, what to do."""

    keys: KeyPath
    message: str
    hint: str = ""


class YamlModel(BaseModel):
    """Base of everything that formgen reads from YAML: immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong between the values of this model (each value alone is typed)."""
        yield from ()


Model = TypeVar("Model", bound=YamlModel)


@dataclass(frozen=True)
class YamlText:
    """The content of a YAML file as plain dicts, lists and texts, and the line of each value."""

    path: Path
    data: dict[str, Any]
    lines: dict[KeyPath, int] = field(repr=False)

    def place(self, keys: KeyPath) -> str:
        """Return ``file:line`` of the value with this path, or of the nearest one around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return f"{self.path}:{self.lines.get(keys, 1)}"


def read_model(path: Path, model: type[Model]) -> tuple[Model, YamlText]:
    """Return the model that a YAML file holds, with the file's text and lines.

    Raises FormgenError with every fault of the file at once, each with file and line.
    """
    source = read_text(path)
    try:
        value = model.model_validate(source.data)
    except ValidationError as error:
        raise FormgenError(
            [_problem(source, model, dict(each)) for each in error.errors()]
        ) from None
    faults = list(value.faults())
    if faults:
        raise FormgenError(
            [Problem(fault.message, source.place(fault.keys), fault.hint) for fault in faults]
        )
    return value, source


def read_text(path: Path) -> YamlText:
    """Return a YAML file's content, every scalar as text; empty values count as absent.

    Raises FormgenError where the file cannot be read or parsed, holds a key twice, an alias or a
    character that Word and Excel cannot hold.
    """
    reader = _Reader(path)
    root = reader.compose()
    data = reader.plain(root, ()) if root is not None else {}
    if not isinstance(data, dict):
        reader.problem((), "this file should hold keys and values", "Start it with a key: title: …")
    if reader.problems:
        raise FormgenError(reader.problems)
    return YamlText(path, data, reader.lines)


class _Reader:
    """Turns the nodes of one file into plain data, collecting lines and problems."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def compose(self) -> Node | None:
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise FormgenError(
                Problem(f"cannot be read: {error.strerror}", str(self.path))
            ) from None
        except UnicodeDecodeError as error:
            raise FormgenError(
                Problem(
                    f"is not UTF-8 text (byte {error.start + 1})",
                    str(self.path),
                    "Save the file again with the encoding UTF-8.",
                )
            ) from None
        try:
            node: Node | None = YAML(typ="base").compose(text)
        except YAMLError as error:
            raise FormgenError(self._unparsable(error)) from None
        except RecursionError:
            raise FormgenError(Problem("is nested too deeply", str(self.path))) from None
        return node

    def _unparsable(self, error: YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        return Problem(
            f"is not valid YAML: {reason}",
            f"{self.path}{line}",
            "Look at this line and the one above it: indentation, a missing colon, a quote left "
            "open, or a value with “: ” or “ #” in it that needs quotes.",
        )

    def problem(self, keys: KeyPath, message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, f"{self.path}:{self.lines.get(keys, 1)}", hint))

    def plain(self, node: Node, keys: KeyPath) -> Any:
        self.lines.setdefault(keys, node.start_mark.line + 1)
        if isinstance(node, ScalarNode):
            if found := NOT_IN_XML.search(node.value):
                name = f"U+{ord(found.group()):04X}"
                self.problem(keys, f"holds the control character {name}", "Delete it.")
            return node.value
        if id(node) in self._seen:
            self.problem(keys, "uses an alias (*)", "Write the values out here instead.")
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._plain_mapping(node, keys)
        return [self.plain(each, (*keys, at)) for at, each in enumerate(node.value)]

    def _plain_mapping(self, node: MappingNode, keys: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            at = (*keys, key)
            if at in self.lines:
                first = self.lines[at]
                self.lines[at] = key_node.start_mark.line + 1
                self.problem(at, f"the key “{key}” is here twice (first in line {first})")
                continue
            self.lines[at] = key_node.start_mark.line + 1
            value = self.plain(value_node, at)
            if value != "":
                result[key] = value
        return result


def _problem(source: YamlText, model: type[YamlModel], error: dict[str, Any]) -> Problem:
    """Say one of pydantic's findings in the words of this file."""
    keys: KeyPath = error["loc"]
    name = next((str(key) for key in reversed(keys) if isinstance(key, str)), "")
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
    elif kind == "string_type":
        message = f"“{name}” should be one text, not a list or further keys"
    elif kind in ("tuple_type", "list_type"):
        message = f"“{name}” should be a list"
        hint = "Begin each entry with “- ” on a line of its own."
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


class _TextResolver(VersionedResolver):
    """Takes every scalar for text, so that a rewrite changes no value's form."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            return Tag(suffix="tag:yaml.org,2002:str")
        return super().resolve(kind, value, implicit)


def _editor() -> YAML:
    yaml = YAML()
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # one line for each sentence: a change shows as one line
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def to_plain(model: YamlModel) -> dict[str, Any]:
    """Return a model as plain dicts, lists, texts and numbers in its order, defaults left out."""
    return model.model_dump(mode="json", exclude_defaults=True)


def write_text(data: Mapping[str, Any], current: str = "", heading: str = "") -> str:
    """Return data as YAML, keeping the comments, quotes and unchanged values of a current text.

    Without a current text the result begins with the heading, a comment line. Equal data gives
    back the current text, byte for byte.
    """
    yaml = _editor()
    if current:
        root = yaml.load(current)
        before = _dumped(yaml, root)
        _merge(root, data)
        after = _dumped(yaml, root)
        return current if after == before else after
    return (f"{heading}\n" if heading else "") + _dumped(yaml, _fresh(data))


def _dumped(yaml: YAML, root: Any) -> str:
    stream = io.StringIO()
    yaml.dump(root, stream)
    return stream.getvalue()


def _fresh(value: Any) -> Any:
    """Return new nodes for plain data; texts that others would misread get quotes."""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, Mapping):
        return CommentedMap((key, _fresh(each)) for key, each in value.items())
    if isinstance(value, list):
        return CommentedSeq(_fresh(each) for each in value)
    in_quotes = _NOT_TEXT_ELSEWHERE.fullmatch(value) or _NEEDS_ESCAPE.search(value)
    return DoubleQuotedScalarString(value) if in_quotes else value


def _merge(node: CommentedMap, data: Mapping[str, Any]) -> None:
    """Make a mapping in a file equal to the data, touching only what differs."""
    for key in [key for key in node if key not in data and node[key] != ""]:
        del node[key]
    position = 0
    for key, value in data.items():
        if key in node:
            node[key] = _merged(node[key], value)
            position = list(node).index(key) + 1
        else:
            node.insert(position, key, _fresh(value))
            position += 1


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, CommentedMap) and isinstance(new, Mapping):
        _merge(old, new)
        return old
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        return _merged_list(old, new)
    return old if old == str(new) else _fresh(new)


def _merged_list(old: CommentedSeq, new: list[Any]) -> CommentedSeq:
    if len(old) == len(new) and _identities(old) == _identities(new):
        for at, value in enumerate(new):
            old[at] = _merged(old[at], value)
        return old
    kept = dict(zip(_identities(old), old, strict=True))
    return CommentedSeq(
        _merged(kept[identity], value) if identity in kept else _fresh(value)
        for identity, value in zip(_identities(new), new, strict=True)
    )


def _identities(entries: Iterable[Any]) -> list[str]:
    """Return what tells the entries of a list apart: code, else name, else the text itself."""
    return [
        str(entry.get("code") or entry.get("name") or entry.get("title") or at)
        if isinstance(entry, Mapping)
        else str(entry)
        for at, entry in enumerate(entries)
    ]
