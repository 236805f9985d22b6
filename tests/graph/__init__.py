"""Tests of engines, projection and comparison."""
