"""Twelve sample spreadsheets to try the import with, built from the live demo when somebody asks for one.

Each knows its manifest: how many rows of which class the check will find (tests/demo/test_samples.py imports them all).
"""

from jiaoyun.demo.samples.catalogue import build, build_made, list_samples, write_samples

__all__ = ["build", "build_made", "list_samples", "write_samples"]
