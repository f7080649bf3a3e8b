"""The helpdesk room as a Django app."""

from django.apps import AppConfig


class HelpdeskConfig(AppConfig):
    """Registers the room's declarations when the server starts."""

    name = "jiaoyun.helpdesk"
    label = "helpdesk"

    def ready(self) -> None:
        """Import what registers itself: powers, refusals, events, ticket kinds."""
        from jiaoyun.helpdesk import declarations  # noqa: F401
