"""个人中心: what a person changes about the own account, and what waits before it is changed."""
