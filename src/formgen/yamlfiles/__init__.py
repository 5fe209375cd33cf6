"""YAML in which every scalar is text, with the line each value stands on.

A code such as ``1.10`` or ``NO`` must stay what it is, so nothing is read as a number, a date or a
truth value; the models turn the few numbers of a file into numbers.
"""

from formgen.yamlfiles.models import Fault, YamlModel, read_model, to_plain
from formgen.yamlfiles.reading import KeyPath, YamlText, read_text

__all__ = [
    "Fault",
    "KeyPath",
    "YamlModel",
    "YamlText",
    "read_model",
    "read_text",
    "to_plain",
]
