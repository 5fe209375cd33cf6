"""From plain data to YAML, by editing the nodes of the file that is there.

So the comments and quotes of whoever wrote it stay.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from formgen.yamlfiles.careful import TextResolver

# Characters that YAML takes for a line break or drops, unless they are escaped in quotes.
_NEEDS_ESCAPE = re.compile("[\r\x85\u2028\u2029\ufeff]")

# Plain scalars that other YAML readers take for a number, a date, a truth value or nothing.
_NOT_TEXT_ELSEWHERE = re.compile(
    r"[-+.]?[0-9].*|[-+]?\.(inf|nan)|~|null|true|false|yes|no|on|off|y|n", re.IGNORECASE
)


def _editor() -> YAML:
    yaml = YAML()
    yaml.Resolver = TextResolver
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # one line for each sentence: a change shows as one line
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


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
