"""Takes a batch back: what it made is withdrawn, what it changed gets the values before; touched rows are left."""
