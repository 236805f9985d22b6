"""Generates the demonstration: a whole province as the files that its offices would keep.

Nothing here knows how the program answers: it writes files and what was planted in them.
"""
