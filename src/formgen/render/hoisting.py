"""What comes out the same in every round of a loop: rendered once, before the loop.

The blank rows of a grid differ in their height at most, while each repeats a cell for every
column. All from one such difference to the next becomes a text of its own, set before the loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import count, groupby

from jinja2 import Environment, nodes
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

_PURE = (set(FILTERS) - {"random"}) | set(TESTS)

HOISTED = "_hoisted_"
"""How the names of such texts begin: no template's own, and seen nowhere outside of it."""

# What may stand in a piece that comes out the same: texts, values, conditions and further loops.
_PLAIN = (
    nodes.For, nodes.If, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.BinExpr, nodes.UnaryExpr, nodes.Concat, nodes.Tuple, nodes.List,
)  # fmt: skip


def hoist(template: nodes.Template, environment: Environment) -> None:
    """Take such pieces out of the loops in a parsed template."""
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
    """Yield what a loop need not repeat, as texts, then the loop; others as they are."""
    if isinstance(node, nodes.For) and node.test is None and not node.recursive:
        same: list[nodes.Node] = []
        body: list[nodes.Node] = []
        changing = _changing(node)
        for is_same, run in groupby(_pieces(node.body), lambda e: _comes_out_the_same(e, changing)):
            pieces = list(run)
            if is_same and _is_worth_it(pieces):
                name = f"{HOISTED}{next(numbers)}"
                target = nodes.Name(name, "store", lineno=node.lineno)
                same.append(nodes.AssignBlock(target, None, _printed(pieces), lineno=node.lineno))
                pieces = [nodes.Name(name, "load", lineno=node.lineno)]
            body += pieces
        node.body = _printed(body)
        if same:  # and only where the loop runs at all: what isn't shown need not exist
            yield nodes.If(node.iter, same, [], [], lineno=node.lineno)
    yield node


def _is_worth_it(pieces: Sequence[nodes.Node]) -> bool:
    """Return whether pieces hold more than one value: that is looked up as fast as a text."""
    values = [each for each in pieces if not isinstance(each, nodes.TemplateData)]
    return len(values) > 1 or any(isinstance(each, nodes.Stmt) for each in values)


def _pieces(body: list[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the statements of a loop, and what it prints in its texts and values."""
    for node in body:
        yield from node.nodes if isinstance(node, nodes.Output) else (node,)


def _printed(pieces: list[nodes.Node]) -> list[nodes.Node]:
    """Return statements again, with the texts and values between them printed."""
    body: list[nodes.Node] = []
    for is_printed, run in groupby(pieces, lambda each: isinstance(each, nodes.Expr)):
        together = list(run)
        body += [nodes.Output(together, lineno=together[0].lineno)] if is_printed else together
    return body


def _comes_out_the_same(piece: nodes.Node, changing: Set[str]) -> bool:
    """Return whether a piece of a loop, in which these names change, is the same in each round."""
    within = [piece, *piece.find_all(nodes.Node)]
    if not all(isinstance(each, _PLAIN) for each in within):
        return False
    if any(isinstance(each, nodes.For) and each.recursive for each in within):
        return False
    if any(isinstance(e, (nodes.Filter, nodes.Test)) and e.name not in _PURE for e in within):
        return False
    outside = piece.iter if isinstance(piece, nodes.For) else piece  # a loop has its own “loop”
    if any(each.name == "loop" for each in _names(outside)):
        return False
    return not {each.name for each in _names(piece)} & changing


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
