"""A synthetic catalogue of any size, of qualifications whose units differ in code and title only.

Each unit has twelve performance criteria in three elements and eight items of knowledge, each with
a label and a sentence: about what the units of the catalogue that comes with formgen hold.
"""

from __future__ import annotations

from pathlib import Path

from formgen.standards import Criterion, Element, Group, Qualification, Unit, changed_files

_CODE = "CODE0"


def write_catalogue(folder: Path, units: int, each: int) -> list[str]:
    """Write so many units into ``standards`` under a folder; return their qualifications' names.

    ``each`` is how many units a qualification has.
    """
    return [
        _write_qualification(folder, f"synthetic-{at // each:04}", range(at, at + each))
        for at in range(0, units, each)
    ]


def _write_qualification(folder: Path, name: str, units: range) -> str:
    home = folder / "standards" / name
    codes = [_code(at) for at in units]
    group = Group(name="All", units=tuple(codes))
    qualification = Qualification(title="Certificate in Everything", version="1", groups=(group,))
    texts = changed_files(home, qualification, [_unit()])
    (home / "units").mkdir(parents=True)
    for path, text in texts.items():
        if path.parent.name != "units":
            path.write_text(text, encoding="utf-8")
            continue
        for each in codes:  # a thousand times as quick as writing each as YAML
            own = text.replace(_CODE, each)
            (home / "units" / f"{each}.yaml").write_text(own, encoding="utf-8")
    return name


def change_one(folder: Path, qualification: str, number: int) -> None:
    """Change the title of one of a qualification's units, which all its forms show."""
    path = sorted((folder / "standards" / qualification / "units").iterdir())[number]
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("title: Do the work", "title: Do all the work", 1), encoding="utf-8"
    )


def _code(at: int) -> str:
    return f"U{at:05}"


def _unit() -> Unit:
    elements = tuple(
        Element(
            code=f"{_CODE}.{part}",
            title=f"Do part {part} of the work as agreed with those it is for",
            criteria=tuple(
                Criterion(
                    code=f"{_CODE}.{part}.{step}",
                    label=f"Check step {step} of part {part}",
                    text=f"Check step {step} of part {part} with everybody whom it concerns, "
                    "and write down what you find",
                )
                for step in range(1, 5)
            ),
        )
        for part in range(1, 4)
    )
    knowledge = tuple(
        Criterion(
            code=f"{_CODE}.K{at}",
            label=f"Reasons for rule {at}",
            text=f"Why rule {at} of the workplace holds, and what follows where it is not kept",
        )
        for at in range(1, 9)
    )
    title = f"Do the work that is called {_CODE}"
    return Unit(code=_CODE, title=title, elements=elements, knowledge=knowledge)
