"""What a document shows of the house it is made for beside texts: a logo, and colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from formgen.formsets import Colours, Picture, channels

_HEADER_GREY = 0xE7
"""Greys as light as this become the shade itself, lighter ones as much paler."""
_WHITE = 0xFF


@dataclass(frozen=True)
class House:
    """The logo and the colours of the centre in a context."""

    logo: Picture | None
    colours: Colours | None
    """None where everything stays black and grey."""


def house_of(context: Mapping[str, Any]) -> House:
    """Return what a context says of its house; nothing where it has no centre."""
    centre = context.get("centre", {})
    logo = centre.get("logo")
    given = centre.get("colours", {})
    return House(
        logo if isinstance(logo, Picture) else None,
        Colours(**given) if any(given.values()) else None,
    )


def tinted(fill: str, shade: str) -> str | None:
    """Return the tint of a shade that stands for a grey; None for a fill that is no grey.

    Both are six hexadecimal digits. Black and white are no greys.
    """
    red, green, blue = channels(fill)
    if not (red == green == blue and 0 < red < _WHITE):
        return None
    strength = min(1.0, (_WHITE - red) / (_WHITE - _HEADER_GREY))
    return "".join(f"{round(_WHITE - (_WHITE - part) * strength):02X}" for part in channels(shade))
