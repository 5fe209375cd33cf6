"""What the cells of a handbook's table of units hold beside titles."""

from __future__ import annotations

import re

from formgen.importers.city_guilds.regions import UNIT_NUMBER

FULL_NUMBER = re.compile(rf"(?P<scheme>(?P<qualification>\d{{4}})[-/])?(?P<number>{UNIT_NUMBER})")
UAN = re.compile(r"[A-Z]/\d{3}/\d{4}")
"""The regulator's number of an RQF or QCF unit."""
USUAL_COLUMNS = ("level", "credits")
