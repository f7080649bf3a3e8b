"""Notices: what happened (消息) and, by registration, what waits for me (待办).

Uses plumbing, organizations and accounts. Its words: notice (a line for one account, or for whoever holds a role at a
place), kind (its words, registered by the room that sends it), task (a 待办: computed where it lives, never stored).
"""
