"""Codes: what proving.py is made of. `limits` how many may be asked for, `rows` the table's few statements."""
