"""Settings of a process that a test starts and kills: the product's, on the test's database and in small blocks."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES

if name := os.environ.get("JIAOYUN_TEST_DATABASE"):
    DATABASES["default"]["NAME"] = name
