"""What the cells of a handbook's table of units hold beside titles."""

from __future__ import annotations

import re

from formgen.importers.city_guilds.regions import UNIT_NUMBER
from formgen.importers.unit_columns import REGISTER_NUMBER

FULL_NUMBER = re.compile(rf"(?P<scheme>(?P<qualification>\d{{4}})[-/])?(?P<number>{UNIT_NUMBER})")
UAN = re.compile(REGISTER_NUMBER)
"""A unit's number in the register."""
USUAL_COLUMNS = ("level", "credits")
