"""What Jinja says of a tag, in the words of someone who draws forms."""

from __future__ import annotations

import re

_KINDS = {
    "str": "a text",
    "dict": "a group",
    "OpenGroup": "a group",
    "list": "a list",
    "int": "a number",
    "float": "a number",
    "bool": "a yes or no",
}
_LACKS = re.compile(
    r"'(?:\w+\.)*(?P<kind>\w+) object' has no (?P<what>attribute|element) (?P<name>'[^']*'|\d+)"
)
_UNDEFINED = re.compile(r"'(?P<name>[^']*)' is undefined")


def fault_in_words(error: Exception) -> str:
    """Return what an error in filling a tag says; one without own words as Jinja says it."""
    said = str(error)
    if found := _LACKS.fullmatch(said):
        name = found["name"].strip("'")
        wanted = f"“{name}”" if found["what"] == "attribute" else f"element {name}"
        return f"{_KINDS.get(found['kind'], 'a value')} has no {wanted}"
    if found := _UNDEFINED.fullmatch(said):
        return f"there is no “{found['name']}”"
    return said
