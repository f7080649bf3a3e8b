"""终身学习账号 and other outside logins: a client of OpenID Connect Core 1.0, code flow with PKCE (RFC 7636).

Several providers stand in the settings. What one says of a person is believed only after every check of §3.1.3.7; who
is meant is the pair of issuer and subject, an Identifier like every other login (product.md L1, L6).
"""
