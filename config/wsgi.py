"""The WSGI entry point that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from jiaoyun.plumbing.collector import search_seldom  # noqa: E402 - the apps must be ready
from jiaoyun.plumbing.key_check import require_keys  # noqa: E402 - the apps must be ready

# A lost or foreign key file is said here, before the first page, in one clear sentence.
require_keys()
search_seldom()
