"""What somebody who was invited is asked."""

from typing import Any

from tocsin.schools.passwords import NewPassword, check
from tocsin.ui.fields import Text
from tocsin.ui.forms import Form


class JoinForm(Form):
    """Name and password of somebody who has no account yet. `email` is where they were invited."""

    name = Text(label="Your name", longest=150, empty="Enter your name")
    password = NewPassword(error_messages={"required": "Choose a password"})

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        check(self, "password", email=self.email, name=answers.get("name", ""))
        return answers
