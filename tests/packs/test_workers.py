"""The processes that share a run's work."""

from __future__ import annotations

import subprocess
import sys

KILLED = """
import os
from formgen.packs.workers import Workers

if __name__ == "__main__":
    with Workers(2) as workers:
        print(list(workers.share(abs, [-1, -2], "here")), flush=True)
        os._exit(1)
"""


def test_workers_end_with_the_run_that_was_killed() -> None:
    command = [sys.executable, "-c", KILLED]
    # Ends when nobody is left that could still write to it.
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    assert (done.returncode, done.stdout) == (1, "[1, 2]\n")
