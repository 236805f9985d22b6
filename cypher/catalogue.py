"""Loads the ``.cypher`` files: one question a file, its path is its name.

A file begins with ``//`` lines: a sentence (which may go on over lines), ``params:`` and ``returns:``::

    // Units above a unit on a date, the unit itself first.
    // params: unit_id text, as_of date
    // returns: unit_id text, unit_code text, depth integer

Types: text, integer, number, date, boolean, and text_list, date_list for parameters. Parameters are
checked both ways against the ``$names`` of the text. A file of the same path under ``ladybug/`` or
``neo4j/`` overrides the shared one for that engine.
"""
