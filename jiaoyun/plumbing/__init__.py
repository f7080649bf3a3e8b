"""Plumbing: what every room uses and no room owns.

Sealed fields and digests, audit, jobs, spreadsheets, uploads, throttling, refusals, powers, pages, UI components.
Uses rules; is used by all rooms. Its words: actor (who acts, with the identity in use), place (where), power (what may
be done there), gate (the only way to an object), command (one change), event (what is recorded), refusal and remedy.
"""
