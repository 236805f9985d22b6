"""Build-time helpers of `do.py`: standard library only, never part of the wheel."""
