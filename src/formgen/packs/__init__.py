"""Packs: the plan of what to make, and the build that makes it."""

from formgen.packs.build import Built, build_pack
from formgen.packs.gaps import plan_gaps
from formgen.packs.pages import in_paper
from formgen.packs.plan import Document, Plan, plan_pack
from formgen.packs.requests import Pack, Request, plan_request
from formgen.packs.run import make_packs

__all__ = [
    "Built",
    "Document",
    "Pack",
    "Plan",
    "Request",
    "build_pack",
    "in_paper",
    "make_packs",
    "plan_gaps",
    "plan_pack",
    "plan_request",
]
