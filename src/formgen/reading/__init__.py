"""What reads each kind of file into a stream of lines: one module a kind, with a ``read``."""
