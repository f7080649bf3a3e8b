"""The product's settings and the package of the peers' model, which django-import-export looks up among the apps."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]  # noqa: F405
