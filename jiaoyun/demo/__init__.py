"""The demo province: invented people in invented schools, logins to try, and sample spreadsheets.

Installed only in demo mode (settings.JIAOYUN_DEMO). May use every room; no room may use it: it registers itself with
`portal.demo` and `roster.demo_samples`.
"""
