"""Deployment: read once from the environment. docs/running/settings.md explains every name."""

import base64
from pathlib import Path
from typing import Any

import environ

from tocsin.keyfiles import secret
from tocsin.schools.providers import checked

env = environ.FileAwareEnv()
HERE = Path(__file__).parent

DATA = Path(env.str("TOCSIN_DATA", default=str(HERE.parent.parent / "data"))).absolute()
PUBLIC_URL = env.str("TOCSIN_PUBLIC_URL", default="").rstrip("/")
LOCAL_URL = f"http://localhost:{env.int('PORT', default=8000)}"  # passkeys want a name
DEBUG = False  # a page of ours with a reference, never a traceback
HELP_PHONE = env.str("TOCSIN_HELP_PHONE", default="")
ALLOWED_HOSTS = env.list("TOCSIN_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
if PUBLIC_URL:
    ALLOWED_HOSTS.append(PUBLIC_URL.partition("://")[2].split("/")[0].split(":")[0])
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
_https = PUBLIC_URL.startswith("https://")

_secrets = DATA / "secrets"
SECRET_KEY = base64.b64encode(
    secret("session", env.str("TOCSIN_SECRET_KEY", default=""), _secrets)
).decode()
INSTANCE_KEY = secret("instance", env.str("TOCSIN_INSTANCE_KEY", default=""), _secrets)
SIGNING_KEY = secret("signing", env.str("TOCSIN_SIGNING_KEY", default=""), _secrets)

INSTALLED_APPS = [
    "tocsin.ui",
    "tocsin.jobs",
    "tocsin.ledger",
    "tocsin.schools",
    "tocsin.policies",
    "tocsin.registers",
    "tocsin.incidents",
    "tocsin.reminders",
    "tocsin.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.microsoft",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "tocsin.ui.unseen.Unseen",  # before anything that could read who is asking
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tocsin.ui.headers.SecurityHeaders",
    "tocsin.ui.heads.Heads",
    "tocsin.ui.direction.Direction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tocsin.ui.refusals.Refusals",
]
ROOT_URLCONF = "tocsin.urls"
WSGI_APPLICATION = "tocsin.wsgi.application"
FORM_RENDERER = "tocsin.ui.fields.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tocsin.schools.shell.shell",
                "tocsin.policies.cover.shown.cover_gaps",
                "tocsin.registers.upkeep.upkeep",
                "tocsin.schools.mailbox.shown.mailbox_alarm",
            ]
        },
    }
]

DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url_config(DATABASE_URL or f"sqlite:///{DATA / 'tocsin.sqlite3'}")
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["ENGINE"] = "tocsin.sqlite"  # whose writers take turns
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what a page calls received is on the disk before the page says so.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        # What is deleted is gone from the file too: half-written reports, and what is disposed of.
        "PRAGMA secure_delete=ON;"
        "PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("TOCSIN_DATABASE_KEEP_SECONDS", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tocsin_cache",
    }
}

AUTH_USER_MODEL = "schools.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "tocsin.schools.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "tocsin.schools.passwords.NotCommon"},
    {"NAME": "tocsin.schools.passwords.NotAboutYou"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # the link may wait a while for the mail server
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tocsin.schools.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True  # one address for each person; the new one counts once confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _https else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TOCSIN_PROXIES", default=0)
SOCIALACCOUNT_ADAPTER = "tocsin.schools.sign_in.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = checked(env.json("TOCSIN_SIGN_IN_PROVIDERS", default={}))
MFA_ADAPTER = "tocsin.schools.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Tocsin"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute out
MFA_FORMS = {
    "add_webauthn": "tocsin.schools.passkeys.AddForm",
    "authenticate_webauthn": "tocsin.schools.passkeys.AuthenticateForm",
    "edit_webauthn": "tocsin.schools.passkeys.RenameForm",
    "login_webauthn": "tocsin.schools.passkeys.LoginForm",
    "reauthenticate_webauthn": "tocsin.schools.passkeys.ReauthenticateForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https

SESSION_COOKIE_AGE = env.int("TOCSIN_SESSION_HOURS", default=10) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tocsin.ui.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["tocsin.ui.uploads.Uploads"]
MAX_FILE_BYTES = env.int("TOCSIN_MAX_FILE_MB", default=20) * 1024 * 1024
MAX_MAIL_BYTES = env.int("TOCSIN_MAX_MAIL_MB", default=50) * 1024 * 1024
PRIVATE_HOSTS = [name.lower() for name in env.list("TOCSIN_PRIVATE_HOSTS", default=[])]

API_A_MINUTE = env.int("TOCSIN_API_REQUESTS_A_MINUTE", default=120)
CLAMAV = env.str("TOCSIN_CLAMAV", default="")
WEBHOOK_HOSTS = frozenset(each.lower() for each in env.list("TOCSIN_WEBHOOK_HOSTS", default=[]))

_mail = env.email_url_config(env.str("TOCSIN_MAIL_URL", default="consolemail://"))
EMAIL_BACKEND = _mail.pop("EMAIL_BACKEND")
MAIL_IS_SET = not EMAIL_BACKEND.endswith((".console.EmailBackend", ".filebased.EmailBackend"))
EMAIL_FILE_PATH = _mail.get("EMAIL_FILE_PATH")  # where the practice trust keeps its messages
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST"), _mail.get("EMAIL_PORT")
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
    _mail.get("EMAIL_HOST_USER"),
    _mail.get("EMAIL_HOST_PASSWORD"),
)
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("TOCSIN_MAIL_FROM", default="tocsin@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_RETURN_DOMAINS = [
    name.lower()
    for name in env.list(
        "TOCSIN_MAIL_RETURN_DOMAINS",
        default=[DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")],
    )
]  # domains that our mail server may send for

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
# Hashed names come from the finders, so that nothing has to be collected before the first start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # a proxy or the school's network decides on https
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "unseen": {"()": "tocsin.ui.unseen.NothingOfTheUnseen"},
        "secrets": {"()": "tocsin.ui.log_lines.WithoutSecrets"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["unseen", "secrets"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.str("TOCSIN_LOG_LEVEL", default="WARNING")},
}
