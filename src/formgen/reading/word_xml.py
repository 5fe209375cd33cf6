"""Small questions to WordprocessingML, by local names: transitional and strict files alike."""

from __future__ import annotations

from functools import cache

from lxml import etree

_OFF = {"0", "false", "off"}


def name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


@cache
def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def attribute(element: etree._Element, wanted: str) -> str | None:
    """Return an attribute's value by its local name."""
    for key, value in element.items():
        if _local(str(key)) == wanted:
            return str(value)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child of that name, or of a chain of names the last."""
    for wanted in path:
        if element is None:
            return None
        element = next((each for each in element if name(each) == wanted), None)
    return element


def value(element: etree._Element | None, *path: str) -> str | None:
    """Return the ``val`` of a descendant."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def has(element: etree._Element | None, wanted: str) -> bool:
    """Whether there is a child of that name."""
    return child(element, wanted) is not None


def switch(element: etree._Element | None, wanted: str) -> bool | None:
    """Return whether a property is on or off; None where it is not there."""
    found = child(element, wanted)
    return None if found is None else (attribute(found, "val") or "1") not in _OFF


def alternative(element: etree._Element) -> etree._Element:
    """Return the one content to read of those that an ``AlternateContent`` offers."""
    choices = [each for each in element if name(each) == "Choice"]
    return next((each for each in [*choices, *element] if len(each)), element)
