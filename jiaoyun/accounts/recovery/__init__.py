"""找回密码: from a login that nobody answers for to a new password (product.md P1)."""
