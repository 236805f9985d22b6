"""Figures, engines side by side in one run: ``python3 do.py bench``."""
