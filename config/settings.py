"""Settings, driven by the environment; README.md lists the variables.

Without any, the archive is a local one: an SQLite file beside this project, answering on loopback names only.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.databases import SQLITE, database, reading, writing
from config.secret_key import read_or_make_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK)
LOCAL = set(ALLOWED_HOSTS) <= set(LOOPBACK)
DEBUG = env.bool("DEBUG", default=False)
# A site with a name has its key given, the same on every machine that serves it.
SECRET_KEY = env.str("SECRET_KEY", default="") or (
    read_or_make_secret_key(BASE_DIR / ".secret_key") if LOCAL else env.str("SECRET_KEY")
)

INSTALLED_APPS = [
    "osce_docs",
    # The addresses import the admin; commands, which have none, start in half the time without it.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "csp",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # It lengthens each answer by chance, and Django masks its tokens: their length tells nothing.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Behind these, so that it covers the views and no more: sessions are written by `default`.
    "osce_docs.public.connection.PublicReads",
    "osce_docs.public.caching.Conditional",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "osce_docs.renderer.Renderer"

_archive = database(
    env.str("DATABASE_URL", default=""), otherwise={"ENGINE": SQLITE, "NAME": BASE_DIR / "archive.sqlite3"}
)
DATABASES = {
    "default": writing(_archive),
    "public": reading(database(env.str("PUBLIC_DATABASE_URL", default=""), otherwise=_archive)),
}
DATABASE_ROUTERS = ["osce_docs.public.connection.PublicRouter"]
PUBLIC_DATABASE = "public"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where readers report errors; without it no page offers to.
EDITORS_ADDRESS = env.str("EDITORS_ADDRESS", default="")

AUTH_USER_MODEL = "osce_docs.User"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
TIME_ZONE = "UTC"
# All words go through gettext. While there is one language, it looks none of them up: that took a tenth of a page.
USE_I18N = len(LANGUAGES) > 1
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True

STATIC_URL = "static/"
# A local archive serves each static file from where it lies; a site with a name collects, hashes and compresses them.
STATIC_ROOT = None if LOCAL else BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = LOCAL
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if LOCAL
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 60 * 60
# Whether a whole domain keeps to HTTPS, and is listed in browsers for it, is not for one site on it to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Without DEBUG Django mails errors and prints none; whoever runs the archive reads its output.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Anybody can ask for a name that is not ours, and is told so: no error of the archive.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
