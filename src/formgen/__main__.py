"""Run the command line with ``python -m formgen``."""

from formgen.cli.main import main

if __name__ == "__main__":
    main(program="python -m formgen")
