"""A real identity provider, in a process of its own: allauth's, as a school might run another.

Run as `python -m tests.schools.identity_provider PORT FOLDER`.
"""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

PASSWORD = "lantern pebble saddle"
CLIENT, SECRET = "tocsin", "a secret between two servers"
PROVIDER = "trust"
CALLBACK = f"http://testserver/accounts/oidc/{PROVIDER}/login/callback/"
PEOPLE = {"pat@example.org": True, "unproved@example.org": False}  # whether the address is verified


SETTINGS = {
    "SECRET_KEY": "only for tests",
    "ALLOWED_HOSTS": ["127.0.0.1"],
    "USE_TZ": True,
    "INSTALLED_APPS": [
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "allauth",
        "allauth.account",
        "allauth.idp.oidc",
    ],
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_RATE_LIMITS": False,
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
}


def configure(folder):
    import django  # noqa: PLC0415 - this process has settings of its own
    from cryptography.hazmat.primitives import serialization as forms  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption()
    ).decode()
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "idp.sqlite3"}
    settings.configure(
        **SETTINGS,
        ROOT_URLCONF=__name__,
        DATABASES={"default": database},
        IDP_OIDC_PRIVATE_KEY=pem,
    )
    django.setup()


def fill():
    from allauth.account.models import EmailAddress  # noqa: PLC0415
    from allauth.idp.oidc.models import Client  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    for email, verified in PEOPLE.items():
        person = User.objects.create_user(email, email, PASSWORD, first_name="Pat", last_name="Lee")
        EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
    client = Client(
        id=CLIENT, name="Tocsin", skip_consent=True, redirect_uris=CALLBACK,
        scopes="openid\nprofile\nemail",
    )  # fmt: skip
    client.set_secret(SECRET)
    client.save()


class Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments):
        """Say nothing."""


def main():
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    configure(folder)
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415
    from django.urls import include, path  # noqa: PLC0415

    globals()["urlpatterns"] = [
        path("accounts/", include("allauth.urls")),
        path("", include("allauth.idp.urls")),
    ]
    fill()
    make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet).serve_forever()


if __name__ == "__main__":
    main()
