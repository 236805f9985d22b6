"""Dossiers in words: one paper that page, PDF, workbook and offline file print alike."""
