"""Guardians: who waits for a confirmation, who is bound to whom, a guardian's own children."""
