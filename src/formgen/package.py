"""Word and Excel files as what they are: zip packages of parts, read with care, written the same.

Written packages have a fixed order, fixed times and no trace of the machine, so that the same
parts always give the same bytes with the same compressor.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeAlias

from formgen.errors import FormgenError, Problem

# Far above any form a person draws, far below what exhausts a laptop.
_MOST_PARTS = 2_000
_LARGEST_PART = 64 * 2**20
_LARGEST_PACKAGE = 256 * 2**20
_SMALLER = "If you trust it, save it without pictures, or in parts."

# Records of a zip file (PKWARE's APPNOTE, 4.3): of a member, of the directory, of its end.
_ABOUT = struct.Struct("<5H3I2H")  # what both say of a member
_PLACE = struct.Struct("<3H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_MEMBER, _ENTRY = b"PK\3\4", b"PK\1\2" + _VERSION.to_bytes(2, "little")
_DEFLATED = 8
_EARLIEST = (0, 0x21)  # 1 January 1980: zip knows no earlier time
_UTF_8 = 0x800
_FOR_ITS_OWNER = 0o600 << 16
_SMALL = 4096  # bytes; below, setting a compressor up takes longer than its work


@dataclass(frozen=True, eq=False)
class Compressor:
    """What deflates the parts of packages."""

    name: str
    """With version and level: what the bytes of a package depend on beside its parts."""
    deflate: Callable[[bytes], bytes]
    deflate_once: Callable[[bytes], bytes]
    """What deflates a part that many packages share: it may take longer."""
    crc: Callable[[bytes], int]


def _zlib_deflated(data: bytes, level: int) -> bytes:
    stream = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


_ZLIB = partial(_zlib_deflated, level=6)
ZLIB = Compressor(f"zlib {zlib.ZLIB_RUNTIME_VERSION}, level 6", _ZLIB, _ZLIB, zlib.crc32)
"""The standard library's."""

try:
    import isal
    from isal import isal_zlib
except ImportError:
    COMPRESSOR = ZLIB
    """The one in use."""
else:
    _ISAL = partial(isal_zlib.compress, wbits=-zlib.MAX_WBITS)
    # Level 0 takes half the time of level 2, for documents larger by a tenth.
    _QUICK, _ONCE = partial(_ISAL, level=0), partial(_ISAL, level=2)
    COMPRESSOR = Compressor(f"isal {isal.__version__}, level 0", _QUICK, _ONCE, isal_zlib.crc32)

_TYPES = "[Content_Types].xml"


def read_package(path: Path) -> dict[str, bytes]:
    """Return the parts of a Word or Excel file by name, in the file's order.

    Raises FormgenError for a file that cannot be read, is no such package, is larger than any
    document should be, or holds a document type definition (the way to attack an XML reader).
    """
    try:
        with zipfile.ZipFile(path) as package:
            _refuse_oversized(path, package.infolist())
            parts = {info.filename: package.read(info) for info in package.infolist()}
    except OSError as error:
        hint = "Close it in Word or Excel." if isinstance(error, PermissionError) else ""
        raise FormgenError(Problem(f"cannot be read: {error.strerror}", str(path), hint)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):  # encrypted parts too
        raise FormgenError(
            Problem(
                "is not a Word or Excel file",
                str(path),
                "Open it in Word or Excel and save it again as .docx or .xlsx.",
            )
        ) from None
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in data[:4096]:
            raise FormgenError(
                Problem("holds a document type definition", f"{path} ({name})", "Don't use it.")
            )
    return parts


def _refuse_oversized(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    sizes = [info.file_size for info in infos]
    if len(sizes) > _MOST_PARTS or max(sizes, default=0) > _LARGEST_PART:
        message = "has more or larger parts than a document should"
        raise FormgenError(Problem(message, str(path), _SMALLER))
    if sum(sizes) > _LARGEST_PACKAGE:
        message = "is larger unpacked than a document should be"
        raise FormgenError(Problem(message, str(path), _SMALLER))


class SharedPart(bytes):
    """A part that many packages have in common, compressed once for all of them."""


_Part: TypeAlias = tuple[str, bytes]
"""Its name in the package, and what it holds."""


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts: the content types first, then those that are shared."""
    shared: list[_Part] = []
    own: list[_Part] = []
    for name, data in parts.items():
        begins = type(data) is SharedPart or name == _TYPES
        (shared if begins else own).append((name, data))
    archive = _begun(tuple(shared), COMPRESSOR).copy()
    for name, data in own:
        deflate = _small_deflated if len(data) < _SMALL else _deflated
        archive.add(name, data, *deflate(data, COMPRESSOR))
    return archive.ended()


def _is_behind_types(part: _Part) -> bool:
    return part[0] != _TYPES


@lru_cache(maxsize=64)  # a template's
def _begun(shared: tuple[_Part, ...], compressor: Compressor) -> _Archive:
    """Return the beginning of all packages that share these parts, to be copied."""
    archive = _Archive()
    for name, data in sorted(shared, key=_is_behind_types):
        archive.add(name, data, compressor.deflate_once(data), compressor.crc(data))
    return archive.copy()


class _Archive:
    """A zip archive that is being put together: its members, and the directory behind them."""

    def __init__(self, members: bytes = b"", directory: bytes = b"", count: int = 0) -> None:
        """Begin with what another one holds already."""
        self._members = [members]
        self._directory = [directory]
        self._place = len(members)
        self._count = count

    def copy(self) -> _Archive:
        """Return one that goes on from here."""
        return _Archive(b"".join(self._members), b"".join(self._directory), self._count)

    def add(self, name: str, data: bytes, deflated: bytes, crc: int) -> None:
        """Add a member."""
        path = name.encode("utf-8")
        flags = 0 if name.isascii() else _UTF_8
        sizes = (len(deflated), len(data), len(path))
        about = _ABOUT.pack(_VERSION, flags, _DEFLATED, *_EARLIEST, crc, *sizes, 0)
        place = _PLACE.pack(0, 0, 0, _FOR_ITS_OWNER, self._place)
        self._members += (_MEMBER, about, path, deflated)
        self._directory += (_ENTRY, about, place, path)
        self._place += len(_MEMBER) + len(about) + len(path) + len(deflated)
        self._count += 1

    def ended(self) -> bytes:
        """Return the archive."""
        directory = b"".join(self._directory)
        counts = (0, 0, self._count, self._count)
        end = _END.pack(b"PK\5\6", *counts, len(directory), self._place, 0)
        return b"".join((*self._members, directory, end))


def _deflated(data: bytes, compressor: Compressor) -> tuple[bytes, int]:
    return compressor.deflate(data), compressor.crc(data)


# Headers and footers come again and again, in one document too.
_small_deflated = lru_cache(maxsize=64)(_deflated)
