"""The spreadsheet side of an import: the columns we know, and how a school's own heads are matched to them."""
