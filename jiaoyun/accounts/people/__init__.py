"""The other party's hand: what a school does for the accounts of its people (product.md S6, U6, I1, L4, L5)."""
