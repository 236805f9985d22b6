"""Tests of the loaders, through the door: files in, ledger entries or every reason why not."""
