"""Texts that may be two items in one: found in every family, and kept as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import drafts
import handbooks
import nos_documents
import portfolios
import rqf_documents
from formgen.importers import Finding, Imported, import_documents

ITEMS = (
    "Weigh the flour first",
    "Knead the dough until it is smooth",
    "Shape each loaf by hand",
    "Heat the oven with dry wood",
    "Weigh the loaves again",
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Imported]:
    """Return a function that imports the texts of one unit's criteria from a table."""

    def import_items(items: Sequence[str], codes: str = "B1.1.{}") -> Imported:
        rows = [f'B1;{codes.format(at)};"{text}"' for at, text in enumerate(items, 1)]
        path = tmp_path / "bakery.csv"
        path.write_text("\n".join(["Unit;Code;Text", *rows]), encoding="utf-8")
        return import_documents([path], "table")

    return import_items


def doubles(imported: Imported) -> list[Finding]:
    return [each for each in imported.findings if each.kind == "two-items"]


def test_items_that_are_one_each_are_not_found(read: Callable[..., Imported]) -> None:
    assert doubles(read(ITEMS)) == []


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Shape each loaf by hand Weigh the crust", "Weigh the crust"),
        ("Shape each loaf by hand. Weigh it once more", "Weigh it once more"),
        ("Shape each loaf by hand B1.1.4 score the crust", "B1.1.4 score the crust"),
        ("Shape each loaf by handB1.1.4 score the crust", "B1.1.4 score the crust"),
        ("Shape each loaf by hand 1.4 score the crust", "1.4 score the crust"),
        ("Shape each loaf by hand 4. score the crust", "4. score the crust"),
    ],
)
def test_another_item_that_seems_to_begin_inside_a_text_is_found_and_kept(
    read: Callable[..., Imported], text: str, second: str
) -> None:
    imported = read([*ITEMS[:2], text, *ITEMS[3:]])
    (finding,) = doubles(imported)
    assert (finding.line, finding.printed, finding.taken_as) == (4, second, "B1.1.3")
    assert imported.units[0].criteria[2].text == text


def test_an_abbreviation_is_no_label(tmp_path: Path) -> None:
    text = handbooks.handbook().replace("fact four on slipways", "fact four, e.g. on slipways")
    assert "e.g." in text
    assert doubles(handbooks.import_handbook(text, tmp_path)) == []


@pytest.mark.parametrize("code", ["P{}", "{}", "B1.{}"])
def test_the_next_label_is_known_in_lists_that_count_otherwise(
    read: Callable[..., Imported], code: str
) -> None:
    text = f"Shape each loaf {code.format(4)}. score the crust"
    (finding,) = doubles(read([*ITEMS[:2], text, *ITEMS[3:]], code))
    assert finding.taken_as == code.format(3)


@pytest.mark.parametrize(
    "text",
    [
        "Shape each loaf as the Baking Trade Act asks",
        "Shape each loaf in Scottish bakeries",
        "Shape each loaf with Spelt flour from the mill",
        "Shape each loaf. This takes a steady hand",
        "Shape each loaf, which is as in B1.1.4 and later",
        "Shape each loaf in 4 minutes",
        "Shape each loaf 1.4 metres from the oven",
        "Shape each loaf of at least 1.4 German pounds",
        "Shape each loaf in one of these ways: 1. by hand 2. in a tin 3. on slate 4. with a cloth",
    ],
)
def test_names_sentences_mentions_and_lists_inside_a_text_begin_no_item(
    read: Callable[..., Imported], text: str
) -> None:
    assert doubles(read([*ITEMS[:2], text, *ITEMS[3:]])) == []


def test_what_many_texts_have_is_how_they_are_written(read: Callable[..., Imported]) -> None:
    assert doubles(read([f"{each} with Scottish flour" for each in ITEMS])) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "load"),
    [
        (
            nos_documents.document(),
            "two thirds of the chocolate",
            "two thirds of the chocolate The rest is warmed",
            nos_documents.import_text,
        ),
        (portfolios.portfolio(), "", "", portfolios.import_text),
        (rqf_documents.document(), "", "", rqf_documents.import_text),
        (drafts.draft(), "copper nails", "copper nailsp1.2.4 wash up", drafts.import_draft),
        (
            handbooks.handbook(),
            "ends of green oak",
            "ends of green oak2c wash the tools",
            handbooks.import_handbook,
        ),
    ],
    ids=["nos", "sqa-portfolio", "rqf", "cfa-draft", "city-guilds"],
)
def test_every_family_is_looked_at(
    text: str, old: str, new: str, load: Callable[[str, Path], Imported], tmp_path: Path
) -> None:
    whole = load(text, tmp_path)
    assert doubles(whole) == []
    if not old:
        item = whole.units[0].criteria[-1].text.rstrip(".")
        old, new = item, f"{item} The tools"
    assert old in text
    assert len(doubles(load(text.replace(old, new, 1), tmp_path))) == 1


SMALL = (
    "describe how dough rises",
    "explain why dough is rested",
    "describe how ovens hold heat",
    "explain how loaves are shaped",
)


@pytest.mark.parametrize("stop", [";", "."])
def test_items_in_small_letters_behind_a_stop_are_found(
    stop: str, read: Callable[..., Imported]
) -> None:
    text = f"{SMALL[1]}{stop} describe how ovens are lit"
    (finding,) = doubles(read([SMALL[0], text, *SMALL[2:]]))
    assert finding.printed == "describe how ovens are lit"


def test_words_behind_a_stop_that_no_item_begins_with_are_not(
    read: Callable[..., Imported],
) -> None:
    text = f"{SMALL[1]}; and how it is kneaded; loaves keep"
    assert doubles(read([SMALL[0], text, *SMALL[2:]])) == []
