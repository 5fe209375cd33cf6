"""The folders that documents go to: a name for each candidate and each unit, safe everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

from formgen.packs.people import Candidate
from formgen.standards import file_name

_LONGEST_NAME = 60  # characters of a candidate's folder: Windows paths end at 260
_LONGEST_NUMBER = 30


def same_folder(name: str) -> str:
    """Return what two names have in common that are one folder to Windows or macOS."""
    return normalize("NFC", normalize("NFC", name).casefold())


@lru_cache(maxsize=1)
def unit_folders(codes: tuple[str, ...]) -> Mapping[str, str]:
    """Return a folder name for each code; those that would share one get a count behind.

    Both the plan of a pack and its index page ask for those of the same units, perhaps thousands.
    """
    taken: set[str] = set()
    return {code: _free(file_name(code), taken) for code in codes}


def name_of(candidate: Candidate) -> str:
    """Return the folder name of a candidate whose name nobody shares."""
    return file_name(normalize("NFC", candidate.name)[:_LONGEST_NAME])


def candidate_folders(candidates: Sequence[Candidate]) -> dict[Candidate, str]:
    """Return a folder name for each candidate, bound to the person and not to the list's order.

    All who share a name have their number behind it. Only where numbers are lacking or equal too
    is it a count in the order of the list.
    """
    shared = Counter(same_folder(name_of(each)) for each in candidates)
    numbered = {each: f"{name_of(each)}-{_number(each)}" for each in candidates if each.number}
    told_apart = Counter(same_folder(name) for name in numbered.values())
    own = {each: name_of(each) for each in candidates if shared[same_folder(name_of(each))] == 1}
    own |= {
        each: name
        for each, name in numbered.items()
        if each not in own and told_apart[same_folder(name)] == 1
    }
    taken: set[str] = set()
    folders = {each: _free(name, taken) for each, name in own.items()}
    # The bare name may have been that of somebody who has a number now: nobody else takes it over.
    taken |= {same_folder(name_of(each)) for each in numbered}
    others = (each for each in candidates if each not in own)
    return folders | {each: _free(name_of(each), taken) for each in others}


def _number(candidate: Candidate) -> str:
    return file_name(normalize("NFC", candidate.number)[:_LONGEST_NUMBER])


def _free(name: str, taken: set[str]) -> str:
    """Take the name, or else the first with a count behind that nobody has."""
    folder = name
    number = 2
    while same_folder(folder) in taken:
        folder = f"{name}-{number}"
        number += 1
    taken.add(same_folder(folder))
    return folder
