"""The script that a pack from the shell is measured beside: its Word forms made with docxtpl.

    python benchmarks/docxtpl_pack.py svq3-customer-service FOLDER [FORM...]

What its forms show is formgen's; everything else is as docxtpl's documentation shows it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import jinja2
from docxtpl import DocxTemplate

from formgen.packs import Request, plan_request
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker


def main(qualification: str, out: Path, *forms: str) -> None:
    """Make the documents of a qualification in a folder, and say how long one took."""
    plan, _ = plan_request(Request(qualification, Path(), "sqa", forms=forms, formats=("docx",)))
    started = time.perf_counter()
    maker = Maker(plan, PackFolder(Path("nowhere")))
    environment = jinja2.Environment(autoescape=True)
    for document in plan.documents:
        path = out / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        template = DocxTemplate(document.template)
        template.render(maker.variables(document), environment)
        template.save(path)
    sys.stdout.write(f"{(time.perf_counter() - started) / len(plan.documents)}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
