"""The permission matrix: what is asked (targets, bodies), by whom, and what the reviewed policy expects."""
