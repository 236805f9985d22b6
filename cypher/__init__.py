"""Queries as files, the catalogue that loads them, and the statements derived from the model."""
