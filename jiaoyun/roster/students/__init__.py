"""The student side of the roll: lists, one pupil, exports, slips, and what schools put before the county."""
