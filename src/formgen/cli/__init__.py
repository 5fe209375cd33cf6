"""The command line: a thin skin that parses, calls one function of the library, and prints."""
