"""Tests of the project; a package, so that its helpers are found under one name."""
