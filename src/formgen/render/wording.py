"""What Jinja says of a tag, in the words of someone who draws forms, and what it passes over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formgen.errors import Problem

_KINDS = {
    "str": "a text",
    "dict": "a group",
    "OpenGroup": "a group",
    "list": "a list",
    "int": "a number",
    "float": "a number",
    "bool": "a yes or no",
    "None": "an empty value",
    "NoneType": "an empty value",
}
_SIGNS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "}}",
    "end of comment": "#}",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
}
_NAMED = {"name": "a name", "integer": "a number", "float": "a number", "string": "a text"}

# What Jinja or Python says, and the same in words: what is named a… is a kind of value there, what
# is named s… a sign, all else stays as it is.
_SAID = (
    (r"'(?:\w+\.)*(?P<a>\w+)(?: object)?' has no attribute '(?P<x>[^']*)'", "{a} has no “{x}”"),
    (r"'?(?:\w+\.)*(?P<a>\w+) object'? has no element (?P<x>[\w-]+)", "{a} has no element {x}"),
    (r"'?(?:\w+\.)*(?P<a>\w+) object'? has no element .*", "{a} has no element of this name"),
    (r"'(?P<x>[^']*)' is undefined", "there is no “{x}”"),
    (r"No filter named '(?P<x>[^']*)'.*", "“|{x}” does not exist"),
    (r"No test named '(?P<x>[^']*)'.*", "“is {x}” does not exist"),
    (
        r"Encountered unknown tag '(?P<x>end\w*|else|elif)'.*",
        "“{x}” belongs to nothing that begins before it",
    ),
    (r"Encountered unknown tag '(?P<x>[^']*)'.*", "there is no tag that begins with “{x}”"),
    (r"Unexpected end of template.* is '(?P<x>\w+)'\.", "“{x}” is never ended: end{x} is missing"),
    (r"unexpected end of template, expected '(?P<s>[^']*)'\.", "{s} is missing at its end"),
    (r"expected token '(?P<s>[^']*)', got '(?P<s2>.*)'", "{s2} stands where {s} should be"),
    (r"unexpected '(?P<s2>[^']*)', expected '(?P<s>[^']*)'", "{s2} stands where {s} should be"),
    (r"Expected an expression, got '(?P<s>[^']*)'", "nothing stands before {s}"),
    (r"unexpected '(?P<s>end of [^']*)'", "something is missing before {s}"),
    (r"unexpected '}'", "it needs two closing braces: “}}}}”"),
    (r"unexpected '(?P<s>[^']*)'", "{s} cannot stand there"),
    (r"unexpected char (?P<q>['\"])(?P<s>.)(?P=q) at \d+", "{s} cannot stand there"),
    (r"expected name or number", "a name is missing behind a dot"),
    (r"chunk after expression", "more than one name or value stands in it"),
    (r"tag name expected", "nothing stands in it"),
    (r"'(?P<a>\w+)' object is not callable", "{a} takes nothing in parentheses"),
    (r"'(?P<a>\w+)' object is not iterable", "{a} is no list"),
    (r"object of type '(?P<a>\w+)' has no len\(\)", "{a} has no length"),
    (
        r"can only concatenate (?P<a>\w+) \(not \"(?P<a2>\w+)\"\) to \w+",
        "{a} and {a2} cannot be added with +; write ~ to join them as texts",
    ),
    (
        r"unsupported operand type\(s\) for (?P<x>\S+): '(?P<a>\w+)' and '(?P<a2>\w+)'",
        "{a} and {a2} cannot be reckoned with “{x}”",
    ),
    (
        r"'\S+' not supported between instances of '(?P<a>\w+)' and '(?P<a2>\w+)'",
        "{a} and {a2} cannot be compared",
    ),
    (
        r"access to attribute '(?P<x>[^']*)' of '\w+' object is unsafe\.",
        "“{x}” is not for templates, which can read values and nothing else",
    ),
)
_PATTERNS = [(re.compile(said, re.DOTALL), words) for said, words in _SAID]


def fault_in_words(error: Exception) -> str:
    """Return what an error in reading or filling a tag says; one without own words as it is."""
    return said_in_words(getattr(error, "message", None) or str(error))


def said_in_words(said: str) -> str:
    """Return what Jinja or Python says of a tag in words; what has no words here as it is."""
    for pattern, words in _PATTERNS:
        if found := pattern.fullmatch(said):
            return words.format_map({of: _word(of, each) for of, each in found.groupdict().items()})
    return said


def _word(name: str, said: str) -> str:
    if name.startswith("a"):
        return _KINDS.get(said, "a value")
    if name.startswith("s"):
        return _NAMED.get(said) or f"“{_SIGNS.get(said, said)}”"
    return said


_SINGLE_BRACES = re.compile(r"(?<!\{)\{\s*([a-z_]+(?:\.[a-z_]+)+)\s*\}(?!\})")


def single_braces(text: str, place: str) -> Iterator[Problem]:
    """Yield each name in single braces, which is printed as it stands, as it is no tag."""
    for found in _SINGLE_BRACES.finditer(text):
        message = f"“{found[0]}” is no tag, and is printed as it stands"
        yield Problem(message, place, f"Write {{{{ {found[1]} }}}}, with two braces on each side.")
