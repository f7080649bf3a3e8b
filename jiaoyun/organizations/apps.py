"""The organizations room as a Django app."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Registers the room's declarations when the server starts."""

    name = "jiaoyun.organizations"
    label = "organizations"

    def ready(self) -> None:
        """Import what registers itself: powers, refusals, events, menus."""
        from jiaoyun.organizations import declarations  # noqa: F401
