"""Pupils in the school's hand: who belongs where, buttons of one page, many at once, and who is told afterwards."""
