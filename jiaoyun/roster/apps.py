"""The roster room as a Django app."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    """Registers the room's declarations when the server starts."""

    name = "jiaoyun.roster"
    label = "roster"

    def ready(self) -> None:
        """Import what registers itself: powers, refusals, events, menus."""
        from jiaoyun.roster import declarations  # noqa: F401
