"""The doors of logging in: what each shares, and what happens between a proof and the desktop.

Every door (password, SMS code, passkey, outside login) counts its tries by `counts`, makes a `door.Proof`, and goes in
by `entering.enter`. `kept` holds a proof for a moment while the person still has to choose; `carried` holds what was
proved on the way and is bound to the account after the log-in.
"""
