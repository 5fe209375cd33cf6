"""A stand-in for LibreOffice, for tests of which PDFs are made and not of what they look like."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from formgen.render.pdf import SETTING

# A stand-in for LibreOffice: a PDF is the digest of its document.
_STAND_IN = """#!{python}
import hashlib, sys
from pathlib import Path
at = sys.argv.index("--outdir") + 1
out = Path(sys.argv[at])
out.mkdir(exist_ok=True)
for name in sys.argv[at + 1:]:
    with open({log!r}, "a") as log:
        log.write("made\\n")
    made = hashlib.sha256(Path(name).read_bytes()).hexdigest()
    (out / Path(name).with_suffix(".pdf").name).write_text("%PDF-1.7 " + made + "\\n%%EOF")
"""


@pytest.fixture
def made_pdfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Put a stand-in for LibreOffice in place; return a function that counts the PDFs it made."""
    if sys.platform == "win32":
        pytest.skip("the stand-in for LibreOffice is a script that Windows cannot start")
    path, log = tmp_path / "soffice", tmp_path / "log"
    path.write_text(_STAND_IN.format(python=sys.executable, log=str(log)))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(SETTING, str(path))
    log.touch()
    return lambda: len(log.read_text().splitlines())
