"""Figures on demand: `python -m tests.bench NAME`; each module says what it measures and its goals."""
