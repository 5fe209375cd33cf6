"""A reviewer's comment between the lines is set aside and reported, whatever the family."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import drafts
import handbooks
import nos_documents
import portfolios
import rqf_documents
from formgen.importers import Imported

FAMILIES: tuple[tuple[str, Callable[[str, Path], Imported], str], ...] = (
    ("city-guilds", handbooks.import_handbook, handbooks.handbook()),
    ("nos", nos_documents.import_text, nos_documents.document()),
    ("rqf", rqf_documents.import_text, rqf_documents.document()),
    ("sqa-portfolio", portfolios.import_text, portfolios.portfolio()),
)
COMMENTS = ("[AB1] Is that so?", "[WXY12]: no", "Comment [B1]: Is that so?", "Commented [AB1]: no")


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize(("family", "read", "text"), FAMILIES, ids=[row[0] for row in FAMILIES])
def test_a_comment_between_items_is_set_aside(
    family: str, read: Callable[[str, Path], Imported], text: str, comment: str, tmp_path: Path
) -> None:
    clean = read(text, tmp_path)
    item = clean.units[0].criteria[0].text
    assert text.count(item) == 1, "the place is not sure"
    remarked = read(text.replace(item, f"{item}\n\n{comment}\n"), tmp_path)

    assert remarked.family == family
    assert remarked.units == clean.units
    new = [each for each in remarked.findings if each.kind == "reviewer-comment"]
    assert [each.printed for each in new] == [comment]
    assert len(remarked.findings) == len(clean.findings) + 1
    assert remarked.lines.furniture == clean.lines.furniture + 1
    assert remarked.lines.unplaced == clean.lines.unplaced


MARKED = (*FAMILIES, ("cfa-draft", drafts.import_draft, drafts.draft()))


@pytest.mark.parametrize("mark", ["[AB1]", "[K12]"])
@pytest.mark.parametrize(("family", "read", "text"), MARKED, ids=[row[0] for row in MARKED])
def test_the_mark_of_a_comment_in_a_sentence_is_left_out_and_reported(
    family: str, read: Callable[[str, Path], Imported], text: str, mark: str, tmp_path: Path
) -> None:
    clean = read(text, tmp_path)
    item = clean.units[0].criteria[0].text
    first, rest = item.split(" ", 1)
    remarked = read(text.replace(item, f"{first}{mark} {rest}{mark}"), tmp_path)

    assert remarked.family == family
    assert remarked.units == clean.units
    new = [each for each in remarked.findings if each.kind == "reviewer-comment"]
    assert len(new) == 1
    assert new[0].printed.endswith(f"{first}{mark} {rest}{mark}")
    assert new[0].taken_as.endswith(item)
    assert len(remarked.findings) == len(clean.findings) + 1
    assert remarked.unplaced == clean.unplaced
    assert remarked.lines == clean.lines


def test_a_standard_cited_in_brackets_is_no_comment(tmp_path: Path) -> None:
    text = rqf_documents.document()
    clean = rqf_documents.import_text(text, tmp_path)
    item = clean.units[0].criteria[0].text
    cited = rqf_documents.import_text(text.replace(item, f"{item} [EN12]"), tmp_path)
    assert cited.units[0].criteria[0].text == f"{item} [EN12]"


def test_a_label_in_brackets_is_no_comment(tmp_path: Path) -> None:
    text = nos_documents.document().replace("P1 ", "[P1] ", 1)
    kinds = [each.kind for each in nos_documents.import_text(text, tmp_path).findings]
    assert "reviewer-comment" not in kinds
