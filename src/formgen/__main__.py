"""Run the command line with ``python -m formgen``."""

from formgen.cli.main import main

main()
