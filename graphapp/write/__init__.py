"""The one write path: an opened data folder, its one writer, and what keeps graph and ledger equal.

::

    with open_store(settings) as store:
        with store.writing() as writer:
            writer.commit("load", actor, payload, changes)   # append, apply, acknowledge
        store.reader().rows("units/by_code", …)
"""

from __future__ import annotations

from graphapp.write.follow_up import (
    Giving,
    accept,
    accepted,
    end_acceptance,
    give,
    note_task,
    task_of,
    withdraw_task,
)
from graphapp.write.policies import check_policy, record_policy
from graphapp.write.registers import POLICY, PolicyEntry, Registers
from graphapp.write.report import Notice, RebuildReport, VerifyReport
from graphapp.write.store import Store, Writer, open_store
from graphapp.write.undo import LOAD, UNDO, UNDOES, load_to_undo, loads_undone, rows_of, undone_by

__all__ = [
    "LOAD",
    "POLICY",
    "UNDO",
    "UNDOES",
    "Giving",
    "Notice",
    "PolicyEntry",
    "RebuildReport",
    "Registers",
    "Store",
    "VerifyReport",
    "Writer",
    "accept",
    "accepted",
    "check_policy",
    "end_acceptance",
    "give",
    "load_to_undo",
    "loads_undone",
    "note_task",
    "open_store",
    "record_policy",
    "rows_of",
    "task_of",
    "undone_by",
    "withdraw_task",
]
