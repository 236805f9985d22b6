"""Writes files for offices: XLSX workbooks."""
