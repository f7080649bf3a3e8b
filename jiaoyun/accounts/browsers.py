"""Browser and system in a few words, for the list of where one is logged in. Read from what the browser says."""

_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("QQBrowser", "QQ浏览器"),
    ("360SE", "360浏览器"),
    ("QihooBrowser", "360浏览器"),
    ("UCBrowser", "UC浏览器"),
    ("Edg/", "Edge"),
    ("HuaweiBrowser", "华为浏览器"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_in_words(user_agent: str) -> str:
    """Such as 「Chrome · Windows」; 「未知浏览器」 where it says nothing that we know."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "未知浏览器")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} · {system}" if system else browser
