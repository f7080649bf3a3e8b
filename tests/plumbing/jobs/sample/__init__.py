"""A room with jobs for the tests of the worker."""
