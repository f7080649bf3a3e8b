"""Which lane a step of an import goes through: a small one does not wait behind another school's 100,000 rows."""

QUICK_ROWS = 1000


def lane_for(rows: int) -> str:
    """The name of the lane for a step over so many rows."""
    return "quick" if rows <= QUICK_ROWS else "bulk"
