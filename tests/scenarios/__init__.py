"""Scenarios of product.md in a real browser, by their ids: every party's part, end to end."""
