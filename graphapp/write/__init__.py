"""The one write path: an opened data folder, its one writer, and what keeps graph and ledger equal.

::

    with open_store(settings) as store:
        with store.writing() as writer:
            writer.commit("load", actor, payload, changes)   # append, apply, acknowledge
        store.reader().rows("units/by_code", …)
"""

from __future__ import annotations

from graphapp.write.registers import POLICY, PolicyEntry, Registers, policy_payload
from graphapp.write.report import Notice, RebuildReport, VerifyReport
from graphapp.write.store import Store, Writer, open_store
from graphapp.write.undo import LOAD, UNDO, UNDOES, load_to_undo, loads_undone, rows_of, undone_by

__all__ = [
    "LOAD",
    "POLICY",
    "UNDO",
    "UNDOES",
    "Notice",
    "PolicyEntry",
    "RebuildReport",
    "Registers",
    "Store",
    "VerifyReport",
    "Writer",
    "load_to_undo",
    "loads_undone",
    "open_store",
    "policy_payload",
    "rows_of",
    "undone_by",
]
