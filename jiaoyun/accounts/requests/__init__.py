"""Requests 申请: somebody asks for an identity, sees who decides and since when, and may correct or withdraw it.

`writing` is the shared writing of all rooms; the commands stand in accounts/commands; what the school sees is `review`.
"""
