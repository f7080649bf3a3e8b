"""The portal room as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the room's declarations when the server starts."""

    name = "jiaoyun.portal"
    label = "portal"

    def ready(self) -> None:
        """Import what registers itself: powers, refusals, events, menus."""
        from jiaoyun.portal import declarations  # noqa: F401
