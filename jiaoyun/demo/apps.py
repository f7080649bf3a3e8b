"""The demo as a Django app; in INSTALLED_APPS only in demo mode."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Offers the demo's logins and sample spreadsheets when the server starts."""

    name = "jiaoyun.demo"
    label = "demo"

    def ready(self) -> None:
        """Fill the two hooks."""
        from jiaoyun.demo.logins import offered_logins
        from jiaoyun.demo.samples import build, list_samples
        from jiaoyun.portal.demo import register_demo_logins
        from jiaoyun.roster.demo_samples import offer_samples

        register_demo_logins(offered_logins)
        offer_samples(list_samples, build)
