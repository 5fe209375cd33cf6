"""The logo in a Word document: its image, and what relates the parts that show it to that image."""

from __future__ import annotations

from collections.abc import Mapping

from formgen.formsets import Picture
from formgen.relations import with_content_type, with_relation
from formgen.render.drawing import IMAGE_TYPE, RELATION, images

_SHOWN = f'r:embed="{RELATION}"'.encode()


def with_picture(parts: Mapping[str, bytes], picture: Picture) -> dict[str, bytes]:
    """Return the parts of a document with the image, where any of them shows it."""
    showing = [name for name, data in parts.items() if name.endswith(".xml") and _SHOWN in data]
    made = dict(parts)
    if not showing:
        return made
    for image in images(picture):
        target = f"media/{image.name}"
        for name in showing:
            with_relation(made, name, image.relation, IMAGE_TYPE, target)
        with_content_type(made, image.extension, image.kind)
        made[f"word/{target}"] = image.data
    return made
