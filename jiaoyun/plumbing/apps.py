"""The plumbing room as a Django app."""

from django.apps import AppConfig
from django.forms import BaseForm


class PlumbingConfig(AppConfig):
    """Registers the house's own refusals and the checks of the key file when the server starts."""

    name = "jiaoyun.plumbing"
    label = "plumbing"

    def ready(self) -> None:
        """Import what registers itself, and let pages say what is missing: a browser would stop the form before it is
        sent, in its own words and language."""
        BaseForm.use_required_attribute = False
        from jiaoyun.plumbing import checks, house_refusals  # noqa: F401
        from jiaoyun.plumbing.sending import checks as sending_checks  # noqa: F401
        from jiaoyun.plumbing.sending import sealed  # noqa: F401
