"""A closer look at a YAML file: composed nodes, which know their lines, and what is odd in them.

Apart from the quick way, because importing what composes them takes as long as reading all units of
a qualification.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from formgen.characters import NOT_IN_XML
from formgen.errors import FormgenError, Problem
from formgen.yamlfiles.mistakes import lost_value, mistake_in
from formgen.yamlfiles.reading import KeyPath

_YAML_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {f"{_YAML_TAG}{kind}" for kind in ("str", "seq", "map")}


class TextResolver(VersionedResolver):
    """Takes every scalar for text, so that no value is read or rewritten as something else."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of a node that carries none in the file."""
        if kind is ScalarNode:
            return Tag(suffix="tag:yaml.org,2002:str")
        return super().resolve(kind, value, implicit)


class CarefulReader:
    """Turns the nodes of one file into plain data, collecting lines and problems."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._text = text
        self._seen: set[int] = set()

    def compose(self) -> Node | None:
        """Return the nodes of the text. Raises FormgenError where it is no YAML."""
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
        """Take down what is wrong with the value with this path."""
        self.problems.append(Problem(message, f"{self.path}:{self.lines.get(keys, 1)}", hint))

    def plain(self, node: Node | None, keys: KeyPath) -> Any:
        """Return what a node holds as dicts, lists and texts, taking down lines and problems."""
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

    def _refuse_lost_value(self, keys: KeyPath) -> None:
        """Report a value that is missing because it begins with the sign of a comment."""
        line = self._text.splitlines()[self.lines[keys] - 1]
        if lost := lost_value(line, str(keys[-1])):
            self.problem(keys, lost.reason, lost.hint)

    def _plain_mapping(self, node: MappingNode, keys: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            at = (*keys, key)
            self._refuse_tag(key_node, keys)
            if at in self.lines:
                first = self.lines[at]
                self.lines[at] = key_node.start_mark.line + 1
                message = f"the key “{key}” is here twice (first in line {first})"
                self.problem(at, message, "Keep one of them.")
                continue
            self.lines[at] = key_node.start_mark.line + 1
            value = self.plain(value_node, at)
            if value != "":
                result[key] = value
            elif value_node.style is None:
                self._refuse_lost_value(at)
        return result
