"""The demo's way to the log-in page: `jiaoyun.demo` registers the invented people that may be tried."""

from jiaoyun.accounts.demo_logins import DemoLogin, demo_logins, register_demo_logins

__all__ = ["DemoLogin", "demo_logins", "register_demo_logins"]
