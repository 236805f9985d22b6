"""The policy: who must answer for what, as rows of data. The default is ours to edit, not law.

Rows are of two shapes: *duties* say which targets need whose post, *rules* say what else is a gap.
A file, a form and an entry of the ledger hold the same cells, read in one place.
"""

from __future__ import annotations

from graphapp.model.policy.cells import (
    COLUMNS,
    cells_of,
    default_policy,
    policy_of,
    policy_of_cells,
    read_policy,
)
from graphapp.model.policy.rows import (
    NUMBERED,
    SUBJECTS,
    TARGET_TIERS,
    Policy,
    PolicyRow,
    Rule,
)

__all__ = [
    "COLUMNS",
    "NUMBERED",
    "SUBJECTS",
    "TARGET_TIERS",
    "Policy",
    "PolicyRow",
    "Rule",
    "cells_of",
    "default_policy",
    "policy_of",
    "policy_of_cells",
    "read_policy",
]
