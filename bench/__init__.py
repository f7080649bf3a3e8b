"""Benchmarks: each measures the product beside its peers and beside a floor, in one run (script/bench)."""
