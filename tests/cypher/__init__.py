"""Tests of the query files, their catalogue and what is derived from the model."""
