"""Reading YAML files that hold nothing odd, ten times as fast, through libyaml's events.

What is odd in any way (a mistake, a tag, an alias, a key that stands twice) is left to the reader
that knows what to say of it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import yaml

from formgen.yamlfiles.plain import OddError

Events: TypeAlias = "yaml.CLoader"

_DEEPEST = 50  # levels; standards have six


def quick_data(text: str) -> dict[str, Any]:
    """Return what a YAML text holds, every scalar as text; empty values are left out.

    Raises OddError for anything but plain mappings, lists and texts, and where libyaml is not
    there.
    """
    try:
        parser = yaml.CLoader(text)
        return _document(parser)
    except (yaml.YAMLError, AttributeError) as error:
        raise OddError from error


def _document(events: Events) -> dict[str, Any]:
    events.get_event()  # the stream begins
    start = events.get_event()
    if not isinstance(start, yaml.DocumentStartEvent) or start.version or start.tags:
        raise OddError
    data = _value(events, events.get_event(), 0)
    events.get_event()  # the document ends
    if not isinstance(data, dict) or not events.check_event(yaml.StreamEndEvent):
        raise OddError
    return data


def _value(events: Events, event: Any, depth: int) -> Any:
    if isinstance(event, yaml.AliasEvent) or event.tag or event.anchor or depth > _DEEPEST:
        raise OddError
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        values = []
        while not isinstance(event := events.get_event(), yaml.SequenceEndEvent):
            values.append(_value(events, event, depth + 1))
        return values
    return _mapping(events, depth)


def _mapping(events: Events, depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    keys: set[str] = set()
    while not isinstance(event := events.get_event(), yaml.MappingEndEvent):
        key = _value(events, event, depth + 1)
        if not isinstance(key, str) or key in keys:
            raise OddError
        keys.add(key)
        if (value := _value(events, events.get_event(), depth + 1)) != "":
            result[key] = value
    return result
