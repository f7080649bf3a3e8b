"""Roster: who is at which school, and how schools bring their rolls in.

Uses plumbing, organizations, accounts and notices. Its words: enrolment 在籍, current enrolment (the one row an account
that ever was on a roll), batch (one import of a file), row and its class (新增, 外校在读学生 …), decision (what becomes
of a row), outcome (what became of it), stage (the sealed half of a row, erased when the batch closes), undo.
"""
