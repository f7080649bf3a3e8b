"""All settings, from the environment. docs/operations.md lists every variable.

The embedded default (no DATABASE_URL) is SQLite under JIAOYUN_DATA; production sets DATABASE_URL to PostgreSQL.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONCE, NONE, SELF

from config.keys import secret_key

# Lets annotations say what a field or query set holds; Django's own classes take no subscript at run time.
django_stubs_ext.monkeypatch()

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- What this installation is -------------------------------------------------------------------------------------
DEBUG = env.bool("JIAOYUN_DEBUG", default=False)
JIAOYUN_DATA = Path(env("JIAOYUN_DATA", default=str(BASE_DIR / "var")))
JIAOYUN_DEMO = env.bool("JIAOYUN_DEMO", default=False)
JIAOYUN_BRAND = env("JIAOYUN_BRAND", default="赣教云")
JIAOYUN_FORMAL_NAME = env("JIAOYUN_FORMAL_NAME", default="江西省教育资源公共服务平台")
JIAOYUN_SUPPORT_PHONE = env("JIAOYUN_SUPPORT_PHONE", default="")
# The address that links in messages begin with; never taken from a request.
JIAOYUN_ADDRESS = env("JIAOYUN_ADDRESS", default="http://127.0.0.1:8000")
JIAOYUN_PROVINCE = env("JIAOYUN_PROVINCE", default="36")
JIAOYUN_UPLOADS = JIAOYUN_DATA / "uploads"
JIAOYUN_KEYS = Path(env("JIAOYUN_KEYS", default=str(JIAOYUN_DATA / "keys.json")))
JIAOYUN_AUDIT_HEADS = JIAOYUN_DATA / "audit-heads.log"
SECRET_KEY = secret_key(JIAOYUN_KEYS)
ALLOWED_HOSTS = env.list("JIAOYUN_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("JIAOYUN_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "jiaoyun.plumbing",
    "jiaoyun.organizations",
    "jiaoyun.accounts",
    "jiaoyun.notices",
    "jiaoyun.helpdesk",
    "jiaoyun.roster",
    "jiaoyun.portal",
    *(["jiaoyun.demo"] if JIAOYUN_DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "jiaoyun.plumbing.middleware.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jiaoyun.accounts.middleware.ActorMiddleware",
    "jiaoyun.plumbing.middleware.DeclaredPagesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "jiaoyun.plumbing.context.frame",
                "jiaoyun.notices.context.badge",
            ],
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "jiaoyun.plumbing.templatetags.house",
                "django.templatetags.static",
            ],
        },
    }
]
COTTON_DIR = "cotton"

# --- Database ------------------------------------------------------------------------------------------------------
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
    "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;"
)


def _database() -> dict[str, Any]:
    """The one database: PostgreSQL where DATABASE_URL names it, else the embedded SQLite file."""
    url = env("DATABASE_URL", default="")
    if url:
        config: dict[str, Any] = dict(env.db_url_config(url))
        config["OPTIONS"] = {**config.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8}}
        config["CONN_HEALTH_CHECKS"] = True
        return config
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": JIAOYUN_DATA / "jiaoyun.sqlite3",
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_PRAGMAS},
        # Re-opening the file for each request costs a third of the throughput (docs/decisions/0002).
        "CONN_MAX_AGE": None,
        # A file also in tests: threads and worker processes must see the same rows.
        "TEST": {"NAME": env("JIAOYUN_TEST_SQLITE", default="") or None},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Accounts and sessions -----------------------------------------------------------------------------------------
PASSWORD_HASHERS = ["jiaoyun.accounts.hashers.Argon2Hasher"]
SESSION_ENGINE = "jiaoyun.accounts.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = False
JIAOYUN_SECURE = env.bool("JIAOYUN_SECURE", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = JIAOYUN_SECURE
SESSION_COOKIE_NAME = "__Host-session" if JIAOYUN_SECURE else "session"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jiaoyun.plumbing.errors.csrf_failure"
JIAOYUN_IDLE_MINUTES = {"administrator": 15, "other": 30}
# The administrators whose second factor may be a code by SMS: schools' by default, not from the county up.
JIAOYUN_SMS_FACTOR_ROLES = env.list("JIAOYUN_SMS_FACTOR_ROLES", default=["school_admin"])
# The domain that passkeys belong to (WebAuthn RP ID). Changing it makes every passkey useless.
JIAOYUN_PASSKEY_DOMAIN = env("JIAOYUN_PASSKEY_DOMAIN", default="localhost")
if JIAOYUN_SECURE:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# style-src-attr stays closed too: widths of progress bars come from <progress>, never from style="…".
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# --- Outside logins: a JSON list of OpenID Connect providers (docs/operations.md) ------------------------------------
JIAOYUN_OUTSIDE_LOGINS = env.json("JIAOYUN_OUTSIDE_LOGINS", default=[])

# --- Uploads: a sheet is at most 20 MB (security.md, Decided 7); the rest of a form stays small ---------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# --- Language, time, static files ----------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = JIAOYUN_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "build" / "static"] if (BASE_DIR / "build" / "static").is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or env.bool("JIAOYUN_PLAIN_STATIC", default=False)
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Imports: rows that are checked, written or taken back in one transaction --------------------------------------
JIAOYUN_IMPORT_BLOCK = env.int("JIAOYUN_IMPORT_BLOCK", default=5000)

# --- Messages: who carries them, and how many codes may be asked for (docs/operations.md) ---------------------------
JIAOYUN_SMS = env("JIAOYUN_SMS", default="console")
JIAOYUN_MAIL = env("JIAOYUN_MAIL", default="console")
JIAOYUN_SMS_KEY_ID = env("JIAOYUN_SMS_KEY_ID", default="")
JIAOYUN_SMS_SECRET = env("JIAOYUN_SMS_SECRET", default="")
JIAOYUN_SMS_SIGN = env("JIAOYUN_SMS_SIGN", default="")
JIAOYUN_SMS_APP = env("JIAOYUN_SMS_APP", default="")
JIAOYUN_SMS_REGION = env("JIAOYUN_SMS_REGION", default="ap-guangzhou")
JIAOYUN_SMS_ADDRESS = env("JIAOYUN_SMS_ADDRESS", default="")
JIAOYUN_SMS_TEMPLATES = env.json("JIAOYUN_SMS_TEMPLATES", default={})
JIAOYUN_EMAIL_URL = env("JIAOYUN_EMAIL_URL", default="")
JIAOYUN_MAIL_FROM = env("JIAOYUN_MAIL_FROM", default="")
if JIAOYUN_EMAIL_URL:
    vars().update(env.email_url_config(JIAOYUN_EMAIL_URL))
JIAOYUN_CODES_AN_ADDRESS = env.int("JIAOYUN_CODES_AN_ADDRESS", default=60)
JIAOYUN_CODES_A_NETWORK = env.int("JIAOYUN_CODES_A_NETWORK", default=300)
JIAOYUN_CODES_A_MINUTE = env.int("JIAOYUN_CODES_A_MINUTE", default=600)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("JIAOYUN_LOG_LEVEL", default="INFO")},
    "loggers": {
        # The address of a page may be logged, a parameter of a statement never.
        "django.db.backends": {"level": "WARNING"},
        # At DEBUG it prints what a page knew, numbers of people included, whenever a variable is not there.
        "django.template": {"level": "INFO"},
        # They log whole addresses, and a vendor's address holds the number of the receiver.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}
