"""Passkeys (WebAuthn level 2): a door of their own, and a second factor. The ceremony is py_webauthn's, the rows ours.

User verification (fingerprint, face, PIN) is required always, so that a passkey alone is two factors. Challenges are
random, good for five minutes and for one answer, and live in the session. Nothing of it works without scripts: its
buttons are shown by the script alone.
"""
