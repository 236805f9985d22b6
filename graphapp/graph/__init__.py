"""Engines, the projection that writes them, and what compares them with the ledger."""
