"""A real Neo4j for the tests, without Docker: its jars from Maven, its process, its port."""
