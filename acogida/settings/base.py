"""Settings of every installation, read from the environment. docs/reference/settings.md lists them.

Nothing is needed to start: with no variable set, everything lives in one data folder.
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from acogida.core import logs

PACKAGE = Path(__file__).resolve().parents[1]


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(int(default))).lower() in {"1", "true", "yes", "on"}


DATA = Path(os.environ.get("ACOGIDA_DATA", "var")).resolve()
DEBUG = _flag("ACOGIDA_DEBUG", False)
SITE_URL = os.environ.get("ACOGIDA_URL", "http://127.0.0.1:8000").rstrip("/")
SECURE = SITE_URL.startswith("https://")


def _secret_key() -> str:
    """The key from the environment, else one made once and kept in the data folder."""
    if key := os.environ.get("ACOGIDA_SECRET_KEY"):
        return key
    path = DATA / "secret-key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x") as file:
                path.chmod(0o600)
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process made it a moment ago; both read the same one below
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("ACOGIDA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SECURE else []

MODULES = [
    "core",
    "design",
    "documents",
    "compact",
    "territories",
    "accounts",
    "notices",
    "evidence",
    "assessments",
    "practices",
    "training",
    "dialogues",
    "services",
    "plans",
    "pledges",
    "mechanisms",
    "reports",
    "api",
    "home",
]

INSTALLED_APPS = [
    *(f"acogida.{module}" for module in MODULES),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "acogida.core.middleware.RememberedPages",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "acogida.accounts.middleware.TimeZoneMiddleware",
    "acogida.accounts.middleware.RememberingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "acogida.design.middleware.not_this_way",
]

ROOT_URLCONF = "acogida.urls"
WSGI_APPLICATION = "acogida.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "acogida.home.navigation.navigation",
            ],
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_health_checks=True)}
    DATABASES["default"]["OPTIONS"] = {"pool": True}
else:
    DATA.mkdir(parents=True, exist_ok=True)  # with the key in the environment nothing else made it yet
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "acogida.sqlite3",
            "CONN_MAX_AGE": None,
            # Measured: so set, 50 writes a second give no 'database is locked' (stack, 2026-11).
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
                ),
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "ENQUEUE_ON_COMMIT": True,
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["acogida.notices.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "week"
ACCOUNT_ADAPTER = "acogida.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Acogida"
MFA_FORMS = {"add_webauthn": "acogida.accounts.forms.PasskeyForm"}
# Rate limits count by client: behind proxies, its address stands that many places from the right.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ACOGIDA_PROXIES", "1" if SECURE else "0"))

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("pt", "Português"), ("en", "English"), ("fr", "Français")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("ACOGIDA_TIME_ZONE", "UTC")
LOCALE_PATHS: list[Path] = []

# The process that hands news to open pages; `acogida serve` says on which port it listens.
LIVE_PORT = int(os.environ.get("ACOGIDA_LIVE_PORT", "9000"))

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Where mail goes: a server by URL, else the outbox page, to print or send by hand.
MAIL_HOST = os.environ.get("ACOGIDA_MAIL_HOST", "")
if MAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = MAIL_HOST
    EMAIL_PORT = int(os.environ.get("ACOGIDA_MAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("ACOGIDA_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("ACOGIDA_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = True
else:
    EMAIL_BACKEND = "acogida.notices.outbox.OutboxBackend"
DEFAULT_FROM_EMAIL = os.environ.get("ACOGIDA_MAIL_FROM", "acogida@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE and _flag("ACOGIDA_REDIRECT_TO_HTTPS", True)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

# How long a page that is the same for every visitor may be handed out again; 0 builds each anew.
REMEMBER_SECONDS = float(os.environ.get("ACOGIDA_REMEMBER_SECONDS", "10"))

# Guests of an event are erased this long after it closed: the next yearly edition still knows who returns.
GUEST_DAYS = int(os.environ.get("ACOGIDA_GUEST_DAYS", "400"))
SMALL_CELL_THRESHOLD = int(os.environ.get("ACOGIDA_SMALL_CELL", "5"))
UPLOAD_LIMIT_BYTES = int(os.environ.get("ACOGIDA_UPLOAD_LIMIT", str(20 * 1024 * 1024)))

LOGGING = logs.configuration(
    level=os.environ.get("ACOGIDA_LOG_LEVEL", "WARNING"), for_machines=_flag("ACOGIDA_LOG_JSON", False)
)
SILENCED_SYSTEM_CHECKS: list[str] = []
SITE_NAME = _("Acogida")
