"""A pack in one zip file, to be sent or published."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from formgen.atomic import whole_file
from formgen.packs.folder import with_folder
from formgen.packs.index_page import INDEX
from formgen.packs.manifest import MANIFEST
from formgen.packs.on_disk import read_document

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier time; a real one would change the bytes
_FOR_ALL_TO_READ = 0o644 << 16


def zip_pack(folder: Path) -> Path:
    """Put what a pack's folder holds into a zip file beside it, and return that file.

    It has the documents that the manifest lists, as they are now, with the manifest and the index
    page, in a folder of the pack's name: the same bytes for the same files. Documents are packed
    as they are, as they are compressed already. Raises FormgenError where one of them cannot be
    read, or it cannot be written.
    """
    path = folder.with_name(f"{folder.name}.zip")
    with whole_file(path) as stream, zipfile.ZipFile(stream, "w") as package:
        for name in _names(folder):
            member = zipfile.ZipInfo(f"{folder.name}/{name}", _EARLIEST)
            member.external_attr = _FOR_ALL_TO_READ
            member.create_system = 3  # Unix, on every machine
            package.writestr(member, read_document(folder / name))
    return path


def _names(folder: Path) -> Iterator[str]:
    made = with_folder(folder, lambda pack: list(pack.made))
    yield from (name for name in (INDEX, MANIFEST, *made) if (folder / name).is_file())
