"""What can be wrong with a mailbox, as a code that is kept and as words that say what to do."""

WORDS = {
    "no-such-host": "There is no machine of that name. Check the name of the mail server.",
    "private": "The name of the mail server leads into a private network. If that is right, ask"
    " whoever runs Tocsin for you to add it to TOCSIN_PRIVATE_HOSTS.",
    "refused": "Nothing answers there. Check the name of the mail server, and the port.",
    "timeout": "The mail server did not answer in time. A firewall may be in the way.",
    "unreachable": "The mail server cannot be reached. Check the network.",
    "tls": "The mail server does not encrypt as you selected, or its certificate is not in order."
    " Port 993 is encrypted from the start; port 143 uses STARTTLS.",
    "not-imap": "Something answers there, but it is no IMAP server. Check the port.",
    "sign-in": "The mail server does not take the user name with this password or token. Check"
    " both, and that IMAP is switched on for this mailbox.",
    "token": "No token came from the token address. Check the address, the client id and the"
    " secret, and that the app may read mail.",
    "no-folder": "The mailbox has no folder of that name. Check how it is written.",
    "done-folder": "The folder for read mail is not there and could not be made. Make it in your"
    " mail program, or leave the name out.",
    "lost": "The mail server broke off the talk. We try again.",
    "message": "One message could not be fetched. The others were. Look for it in the mailbox.",
    "store": "Our own store could not take the mail. Tell whoever runs Tocsin for you.",
}


class MailboxFault(Exception):
    """The mailbox cannot be read now; `code` is one of WORDS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def words_of(code: str) -> str:
    """What is wrong and what to do, in a sentence or two; "" when nothing is."""
    return WORDS.get(code, "") if code else ""
