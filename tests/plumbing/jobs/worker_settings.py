"""Settings of a worker process that a test starts: the product's, with the test's jobs and the test's database."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.plumbing.jobs.sample"]
if name := os.environ.get("JIAOYUN_TEST_DATABASE"):
    DATABASES["default"]["NAME"] = name
