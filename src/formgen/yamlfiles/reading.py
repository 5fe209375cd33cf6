"""From a YAML file to plain data: every scalar as text, and the line of each value.

Most files are read in the quick way; where there is something to say of a file, and for the lines
of its values, it is read once more over composed nodes, which know their lines.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from formgen.errors import FormgenError, Problem
from formgen.yamlfiles.mistakes import mistake_in
from formgen.yamlfiles.quick import OddError, quick_data

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and list positions that lead to a value: ``("elements", 0, "code")``."""

# Characters that XML, and so Word and Excel, cannot hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_ESCAPE = re.compile(r"\\[0-9A-Za-z]")
"""May stand for a character that only a closer look can tell."""

_YAML_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {f"{_YAML_TAG}{kind}" for kind in ("str", "seq", "map")}


@dataclass(frozen=True)
class YamlText:
    """The content of a YAML file as plain dicts, lists and texts, and the line of each value."""

    path: Path
    data: dict[str, Any]
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """The line of each value by its path."""
        reader = _Reader(self.path, self.text)
        reader.plain(reader.compose(), ())
        return reader.lines

    def line(self, keys: KeyPath) -> int:
        """Return the line of the value with this path, or of the nearest one around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def place(self, keys: KeyPath) -> str:
        """Return ``file:line`` of the value with this path, or of the nearest one around it."""
        return f"{self.path}:{self.line(keys)}"


class TextResolver(VersionedResolver):
    """Takes every scalar for text, so that no value is read or rewritten as something else."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of a node that carries none in the file."""
        if kind is ScalarNode:
            return Tag(suffix="tag:yaml.org,2002:str")
        return super().resolve(kind, value, implicit)


def read_text(path: Path) -> YamlText:
    """Return a YAML file's content, every scalar as text; empty values count as absent.

    Raises FormgenError where the file cannot be read or parsed, holds a key twice, an alias or a
    character that Word and Excel cannot hold.
    """
    text = _text(path)
    if not NOT_IN_XML.search(text) and not _ESCAPE.search(text):
        with suppress(OddError):
            return YamlText(path, quick_data(text), text)
    reader = _Reader(path, text)
    data = reader.plain(reader.compose(), ())
    if not isinstance(data, dict):
        reader.problem((), "this file should hold keys and values", "Start it with a key: title: …")
    if reader.problems:
        raise FormgenError(reader.problems)
    return YamlText(path, data, text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FormgenError(Problem(f"cannot be read: {error.strerror}", str(path))) from None
    except UnicodeDecodeError as error:
        raise FormgenError(
            Problem(
                f"is not UTF-8 text (byte {error.start + 1})",
                str(path),
                "Save the file again with the encoding UTF-8.",
            )
        ) from None


class _Reader:
    """Turns the nodes of one file into plain data, collecting lines and problems."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._text = text
        self._seen: set[int] = set()

    def compose(self) -> Node | None:
        try:
            yaml = YAML(typ="base")
            yaml.Resolver = TextResolver
            node: Node | None = yaml.compose(self._text)
        except YAMLError as error:
            raise FormgenError(self._unparsable(error)) from None
        except RecursionError:
            raise FormgenError(Problem("is nested too deeply", str(self.path))) from None
        return node

    def _unparsable(self, error: YAMLError) -> Problem:
        mistake = mistake_in(self._text, error)
        line = f":{mistake.line}" if mistake.line else ""
        reason = f"is not valid YAML: {mistake.reason}"
        return Problem(reason, f"{self.path}{line}", mistake.hint)

    def problem(self, keys: KeyPath, message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, f"{self.path}:{self.lines.get(keys, 1)}", hint))

    def plain(self, node: Node | None, keys: KeyPath) -> Any:
        if node is None:
            return {}
        self.lines.setdefault(keys, node.start_mark.line + 1)
        self._refuse_tag(node, keys)
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

    def _refuse_tag(self, node: Node, keys: KeyPath) -> None:
        """Report a tag that would make a value something else than the text or list it is."""
        if node.tag not in _PLAIN_TAGS:
            tag = str(node.tag).replace(_YAML_TAG, "!!")
            hint = "Take it off: every value is text here. Text that begins with ! needs quotes."
            self.problem(keys, f"has the YAML tag “{tag}”", hint)

    def _plain_mapping(self, node: MappingNode, keys: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            at = (*keys, key)
            self._refuse_tag(key_node, keys)
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
