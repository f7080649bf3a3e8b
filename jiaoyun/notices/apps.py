"""The notices room as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the room's declarations when the server starts."""

    name = "jiaoyun.notices"
    label = "notices"

    def ready(self) -> None:
        """Import what registers itself: powers, refusals, events, menus."""
        from jiaoyun.notices import declarations  # noqa: F401
