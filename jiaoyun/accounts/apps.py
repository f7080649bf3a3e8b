"""The accounts room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the room's declarations when the server starts."""

    name = "jiaoyun.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Import what registers itself: powers, refusals, events, menus."""
        from jiaoyun.accounts import declarations  # noqa: F401
