"""A small OpenID Connect provider that plays 终身学习账号 in the demo and in tests. Invented people only.

It is a program of its own (`python -m jiaoyun.demo.lifelong`), on its own port, and knows nothing of the platform but
what every provider knows of a client: an id, a secret and the addresses it may send a browser back to.
"""
