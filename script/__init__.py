"""What the entry points in this folder share; nothing of it is part of the product."""
