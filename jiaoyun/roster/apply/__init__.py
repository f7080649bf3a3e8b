"""Writes the decided rows of a batch into the roll, block by block, the same few statements for any number."""
