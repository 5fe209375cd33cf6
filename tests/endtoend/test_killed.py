"""A build that is killed at any moment leaves whole files, and the next one finishes its work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
def test_killed_two_hundred_times_nothing_is_half_and_nothing_is_lost(repository: Path) -> None:
    script = repository / "benchmarks" / "killed.py"
    command = [sys.executable, str(script), "--times", "200"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("200 builds killed")
