"""Accounts: the natural person who logs in, what identifies them, and the identities they work as.

Uses plumbing and organizations. Its words: account, identifier (a row, never a column), identity 身份, grant (an
identity as powers read it), first secret (the one-time password on a slip), recovery.
"""
