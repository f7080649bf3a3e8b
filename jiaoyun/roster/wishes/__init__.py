"""换班申请: a pupil, or a guardian for the child, asks for another class of the own school; the school decides (I1)."""
