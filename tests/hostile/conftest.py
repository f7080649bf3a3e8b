"""The machine of the fault tests: processes on the test's database, a data folder of their own."""

from tests.faults.conftest import machine, shared_world

__all__ = ["machine", "shared_world"]
