"""The check of an import: read a line (rules), find who is meant (joins), name its class (pure), stage it."""
