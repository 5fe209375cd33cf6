"""Loops within loops that come out the same every time: rendered once, before the outer loop.

The blank rows of a grid differ in their height at most, while each repeats a cell for every
column. Such an inner loop becomes a text of its own, set before the loop around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from jinja2 import Environment, nodes
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

_PURE = (set(FILTERS) - {"random"}) | set(TESTS)

# What may stand in a loop that comes out the same: texts, values, conditions and further loops.
_PLAIN = (
    nodes.For, nodes.If, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.BinExpr, nodes.UnaryExpr, nodes.Concat, nodes.Tuple, nodes.List,
)  # fmt: skip


def hoist(template: nodes.Template, environment: Environment) -> None:
    """Take such loops out of those around them in a parsed template."""
    numbers = count(1)
    for body in list(_bodies(template)):
        body[:] = [each for node in body for each in _parted(node, numbers)]
    template.set_environment(environment)


def _bodies(node: nodes.Node) -> Iterator[list[nodes.Node]]:
    """Yield the lists of statements in a node, the innermost first."""
    for child in node.iter_child_nodes():
        yield from _bodies(child)
    for name in ("body", "else_"):
        body = getattr(node, name, None)
        if isinstance(body, list):
            yield body


def _parted(node: nodes.Node, numbers: Iterator[int]) -> Iterator[nodes.Node]:
    """Yield the loops that a loop need not repeat, as texts, then the loop; others as they are."""
    if isinstance(node, nodes.For) and node.test is None and not node.recursive:
        same: list[nodes.Node] = []
        for at, inner in enumerate(node.body):
            if isinstance(inner, nodes.For) and _comes_out_the_same(inner, node):
                # A name that begins so is no template's, nor seen outside of it.
                name = f"_hoisted_{next(numbers)}"
                target = nodes.Name(name, "store", lineno=inner.lineno)
                same.append(nodes.AssignBlock(target, None, [inner], lineno=inner.lineno))
                loaded = nodes.Name(name, "load", lineno=inner.lineno)
                node.body[at] = nodes.Output([loaded], lineno=inner.lineno)
        if same:  # and only where the outer loop runs at all: what isn't shown need not exist
            yield nodes.If(node.iter, same, [], [], lineno=node.lineno)
    yield node


def _comes_out_the_same(inner: nodes.For, outer: nodes.For) -> bool:
    within = [inner, *inner.find_all(nodes.Node)]
    if inner.recursive or not all(isinstance(each, _PLAIN) for each in within):
        return False
    if any(isinstance(e, (nodes.Filter, nodes.Test)) and e.name not in _PURE for e in within):
        return False
    if any(each.name == "loop" for each in _names(inner.iter)):
        return False  # the outer one's
    return not {each.name for each in _names(inner)} & _changing(outer)


def _changing(outer: nodes.For) -> set[str]:
    """Return the names that stand for something else in each round of a loop."""
    targets = [outer.target]
    targets += [each.target for each in outer.find_all(nodes.Assign)]
    targets += [each.target for each in outer.find_all(nodes.AssignBlock)]
    return {each.name for target in targets for each in _names(target)}


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)
