"""Jiaoyun (教云): the platform of a province's schools. ARCHITECTURE.md names the rooms and their order."""
