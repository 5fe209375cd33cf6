"""The item of a unit whose text is being read, row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_lowercase

from formgen.importers.city_guilds.labels import is_dotted, read_pointless_label
from formgen.importers.city_guilds.pieces import Item, ItemKind
from formgen.importers.city_guilds.rows import Row
from formgen.importers.lettering import ROMAN, letters_at
from formgen.importers.list_labels import Label, Labelled
from formgen.importers.lost_labels import breaks_off
from formgen.importers.mentions import refers
from formgen.importers.sentences import goes_on

_STOPPED = re.compile(r"\d{0,2}a?[a-z][.):](?:\s|$)")
"""A label printed as plainly as can be: out of its turn too it is none by chance."""
_FIRST = ("a", "i")


@dataclass
class OpenItem:
    """The item whose text is being read."""

    kind: ItemKind
    label: Label | None
    rows: list[Row]
    texts: list[str] = field(default_factory=list)
    label_alone: bool = False
    """Whether nothing follows its label in the same row."""
    broken: list[Row] = field(default_factory=list)
    """Rows that go on with its text after an empty line."""
    sure: bool = False
    """Whether it plainly is an item of its list, though it has no label."""

    def goes_on(self, row: Row) -> bool:
        """Whether a row still belongs to its text."""
        if not self.texts:
            return True
        if self.is_list and row.is_entry:
            return True
        if row.bulleted or row.in_table:
            return False
        if not row.after_blank:
            return True
        return goes_on(self.texts[-1], row.text)

    @property
    def is_list(self) -> bool:
        """Whether its text leads to a list, or ends in one."""
        return self.texts[-1].endswith(":") or "\n" in self.texts[-1] or self._is_numbered_range

    @property
    def _is_numbered_range(self) -> bool:
        """Whether it is a numbered item of a range, whose contents stand below it."""
        return self.kind == "scope" and self.label is not None and self.label.code.isdigit()

    def lists(self, row: Row) -> bool:
        """Whether a row is one of the contents of a numbered item of a range."""
        return bool(self.texts) and self._is_numbered_range and row.is_entry

    def counts(self, row: Row) -> bool:
        """Whether a row is an entry of a list inside its text that counts i, ii or a, b."""
        if not (self.texts and self.is_list and self.label and row.counter):
            return False
        if row.counter == letters_at(self.label.position + 1) and not self.label.series:
            return False  # as likely the next item, and lost from sight if it is one
        if self.texts[-1].endswith(":"):
            return row.counter in _FIRST
        before = self.rows[-1].counter
        return any((before, row.counter) in pairwise(each) for each in (ROMAN, ascii_lowercase))

    def pointless(self, row: Row) -> Labelled | None:
        """Return the label that a row begins with and that has lost its point, or None."""
        if self.label is None or not self.texts or breaks_off(self.texts[-1]):
            return None
        return read_pointless_label(row.text, self.label)

    def mentions(self, label: Label, row: Row) -> bool:
        """Whether what looks like a label in a row is inside the text."""
        if not self.texts or row.after_blank or row.bulleted or row.in_table or not self.label:
            return False
        said = " ".join(self.texts)
        follows = label.position == self.label.position + 1
        if is_dotted(label):
            is_next = follows and label.series == self.label.series
            is_next = is_next and said.count("(") <= said.count(")")
            return not is_dotted(self.label) or (refers(said) and not is_next)
        if follows or label.position == 1:
            return False
        return refers(said) or not _STOPPED.match(row.text)

    def take(self, row: Row) -> None:
        """Add a row to its text; an entry of a list inside it keeps its line."""
        in_list = bool(self.texts) and self.is_list and row.is_entry
        bullet = "- " if row.bulleted and not row.is_lettered else ""
        if row.after_blank and self.texts and not self.is_list:
            self.broken.append(row)
        self.rows.append(row)
        self.texts.append(f"\n{bullet}{row.text}" if in_list else row.text)

    def item(self) -> Item:
        """Return the item as far as it was read."""
        text = " ".join(self.texts).replace(" \n", "\n")
        apart = self.label is not None and bool(text) and self.label_alone
        return Item(self.kind, self.label, text, tuple(self.rows), apart, self.sure)
