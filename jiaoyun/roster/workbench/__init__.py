"""What the pages of an import show: strip, lines, the pane of one line. Reads only."""
