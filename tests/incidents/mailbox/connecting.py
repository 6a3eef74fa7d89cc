"""What a school would type to connect the mailbox of a user on the tests' own server."""

from datetime import date


def connection(port, user, **more):
    return {
        "address": "dpo@school.example", "host": "127.0.0.1", "port": port,
        "security": "none", "user": user, "sign_in": "password", "token_url": "", "client_id": "",
        "scope": "", "folder": "INBOX", "done_folder": "Tocsin", "since_on": date(2020, 1, 1),
        **more,
    }  # fmt: skip
