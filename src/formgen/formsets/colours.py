"""A house's colours, and whether they can be read: on screen, and printed in grey."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from formgen.yamlfiles import Fault, YamlModel

LEAST_CONTRAST = 4.5
"""Between text and its ground (WCAG 2.2, 1.4.3)."""

_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
_BLACK, _WHITE = "000000", "FFFFFF"


def _digits(text: str) -> str:
    if not text:
        return ""
    if not (found := _HEX.fullmatch(text.strip())):
        message = f"“{text}” is no colour: write # and six digits, in quotes, as '#1F3864'"
        raise ValueError(message)
    return found[1].upper()


Colour = Annotated[str, AfterValidator(_digits)]
"""As ``#1F3864``; kept without the ``#``, in capitals; empty for none."""


class Colours(YamlModel):
    """The colours that forms are made in; what is not given stays black and grey."""

    heading: Colour = Field("", description="Of headings: '#1F3864'.")
    shade: Colour = Field("", description="Of the cells that head tables: '#DCE6F2'.")

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for each colour that cannot be read, or not once it is printed in grey."""
        for name, text, ground, change in (
            ("heading", self.heading, _WHITE, "a darker"),
            ("shade", _BLACK, self.shade, "a lighter"),
        ):
            given = getattr(self, name)
            if not given:
                continue
            seen = contrast(text, ground)
            printed = contrast(_grey(text), _grey(ground))
            if min(seen, printed) < LEAST_CONTRAST:
                of = "headings on white" if name == "heading" else "black text on it"
                where = "" if seen < LEAST_CONTRAST else ", printed in grey,"
                yield Fault(
                    (name,),
                    f"{name} #{given}: {of}{where} would be hard to read "
                    f"(contrast {min(seen, printed):.1f}, at least {LEAST_CONTRAST} is needed)",
                    f"Choose {change} colour.",
                )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in channels(colour))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _grey(colour: str) -> str:
    """Return the grey that printers make of a colour (ITU-R BT.601)."""
    red, green, blue = channels(colour)
    return f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02X}" * 3


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour, from 0 to 255."""
    return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)
