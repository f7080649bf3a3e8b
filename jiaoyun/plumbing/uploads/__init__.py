"""Uploads: bytes that came from outside, under random names where no address leads to them, until they are removed.

Words: accepted (stored and measured, not yet believed), shown name (what pages may print of the name it came with).
Who may look at a stored file is decided by the room that keeps its path.
"""
