"""The plumbing room as a Django app."""

from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    """Registers the house's own refusals and the checks of the key file when the server starts."""

    name = "jiaoyun.plumbing"
    label = "plumbing"

    def ready(self) -> None:
        """Import what registers itself."""
        from jiaoyun.plumbing import checks, house_refusals  # noqa: F401
        from jiaoyun.plumbing.sending import checks as sending_checks  # noqa: F401
        from jiaoyun.plumbing.sending import sealed  # noqa: F401
