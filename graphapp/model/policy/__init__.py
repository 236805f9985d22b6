"""The policy: who must answer for what, as rows of data. The default is ours to edit, not law.

Rows are of two shapes: *duties* say which targets need whose post, *rules* say what else is a gap.
A file, a form and an entry of the ledger hold the same cells, read in one place.
"""

from __future__ import annotations

from graphapp.model.policy.cells import (
    bad_cells,
    canonical,
    cells_of,
    default_policy,
    policy_of,
    policy_of_cells,
    policy_of_good_cells,
    read_policy,
)
from graphapp.model.policy.columns import (
    COLUMN,
    COLUMNS,
    FIRST_DAY,
    LAST_DAY,
    Column,
    column_named,
)
from graphapp.model.policy.contradictions import contradictions
from graphapp.model.policy.difference import RowChange, changes_between
from graphapp.model.policy.rows import (
    NUMBERED,
    SUBJECTS,
    TARGET_TIERS,
    Policy,
    PolicyRow,
    Rule,
)

__all__ = [
    "COLUMN",
    "COLUMNS",
    "FIRST_DAY",
    "LAST_DAY",
    "NUMBERED",
    "SUBJECTS",
    "TARGET_TIERS",
    "Column",
    "Policy",
    "PolicyRow",
    "RowChange",
    "Rule",
    "bad_cells",
    "canonical",
    "cells_of",
    "changes_between",
    "column_named",
    "contradictions",
    "default_policy",
    "policy_of",
    "policy_of_cells",
    "policy_of_good_cells",
    "read_policy",
]
