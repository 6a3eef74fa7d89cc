"""People's mail that looks like a machine's, and machines' mail that looks like nothing known."""

from email.message import EmailMessage

from tests.incidents.mailbox.odd_mail import AWAY, attached, invitation, raw, typed
from tests.incidents.mailbox.office import a_mail

LISTED = {"List_Unsubscribe": "<https://shop.example/stop>"}
EXCHANGE = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example>"
MAILER = b"From: MAILER-DAEMON@mx.example\r\nSubject: "
FAILED = b"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n"
RULE = {"Auto_Submitted": "auto-generated", "X_Auto_Response_Suppress": "All"}


def parts_of_a_bounce(sender, subject):
    body = (
        b"--b\r\n\r\nI sent the list to a wrong address.\r\n--b\r\nContent-Type:"
        b" message/delivery-status\r\n\r\n" + FAILED + b"--b--\r\n"
    )
    start = b"From: " + sender + b"\r\nSubject: " + subject + b"\r\n"
    return raw(b"Content-Type: multipart/mixed; boundary=b\r\n", body, start=start)


def brought(content, name, kind, **headers):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Machine <noreply@pbx.example>", "Message for you"
    for header, value in headers.items():
        mail[header.replace("_", "-")] = value
    mail.set_content("Look at the file.\n")
    main, _, sub = kind.partition("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail


# What a person may have written, and whether its sender gets an acknowledgement.
PEOPLE = {
    "away when it happened": (a_mail(Subject="Out of office laptop stolen"), True),
    "on leave": (a_mail(Subject="On annual leave, and the list went to all"), True),
    "about an automatic reply": (a_mail(Subject="Automatic reply shows an address"), True),
    "answers one": (a_mail(Subject="RE: Automatic reply: Your letter"), True),
    "titled like one": (a_mail(Subject="Automatic reply: went to everybody"), False),
    "tells of a recall": (
        a_mail("Mrs Reed would like to recall the message she sent to all parents."), True,
    ),
    "a recall that failed": (a_mail(Subject="Recall failure - it is still out there"), True),
    "says it is not automatic": (a_mail(Auto_Submitted="no"), True),
    "ordinary mail": (a_mail(Precedence="first-class"), True),
    "a gateway suppresses answers": (a_mail(X_Auto_Response_Suppress="All"), False),
    "an answer through a gateway": (
        a_mail(X_Auto_Response_Suppress="All", In_Reply_To="<1@x.example>"), False,
    ),
    "a relay empties the return path": (a_mail(Return_Path="<>"), False),
    "sent on by a rule": (a_mail("See below.", Subject="FW: Oh no", **RULE), False),
    "sent on as it was": (a_mail(Auto_Submitted="auto-forwarded"), False),
    "a helpdesk tells it": (a_mail("Ann wrote: my laptop was stolen.", **RULE), False),
    "through a mailing service": (a_mail(Feedback_ID="1.eu=:AmazonSES"), False),
    "an answer on an old list": (
        a_mail(Precedence="bulk", Subject="Re: [staff] list", In_Reply_To="<1@x.example>"), False,
    ),
    "a company tells all its customers": (
        a_mail("We are writing to notify you of a data security incident.", **LISTED), False,
    ),
    "a company's machine tells": (
        a_mail("We must inform you of a personal data breach.", Auto_Submitted="auto-generated"),
        False,
    ),
    "a bounce sent on": (parts_of_a_bounce(b"tom@school.example", b"Fwd: Undelivered"), True),
    "away and no header says so": (a_mail(AWAY, Subject="Re: Our letter"), False),
    "two senders": (raw(b"From: ann@else.example\r\n"), False),
    "an address with a space": (a_mail(sender=None, From="Tom <tom 1@home.example>"), False),
    "an address that was cut": (
        raw(start=b"From: <" + b"b" * 400 + b"@home.example>\r\nSubject: Hello\r\n"), False,
    ),
    "nobody reads there": (a_mail(sender="Forms <no_reply@forms.example>"), False),
    "softfail": (a_mail(Authentication_Results="mx; spf=softfail; dmarc=none"), False),
    "forged, no policy": (a_mail(Authentication_Results="mx; spf=fail; dmarc=none"), False),
    "forged, old header": (a_mail(Received_SPF="Fail (mx: not permitted)"), False),
    "a scan": (brought(b"%PDF-1.4\n", "scan.pdf", "application/pdf", **RULE), False),
    "a voicemail": (brought(b"ID3", "call.mp3", "audio/mpeg", Return_Path="<>"), False),
    "a calendar": (
        attached(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "all.ics", "text/calendar"), True,
    ),
}  # fmt: skip

MACHINES = {
    "polish": (a_mail("Wracam jutro.", Subject="Odpowiedź automatyczna: List"), "auto-reply"),
    "welsh": (a_mail("Yn ôl yfory.", Subject="Ateb awtomatig: Llythyr"), "auto-reply"),
    "lotus notes": (
        a_mail(AWAY, Subject="AUTO: Ann Ray is out of the office (returning 30/11)"), "auto-reply",
    ),
    "old vacation program": (
        a_mail("I will not be reading my mail for a while.", Precedence="bulk",
               Subject="away from my mail"), "auto-reply",
    ),
    "answers a letter about a breach": (
        a_mail(f"{AWAY}\n\nOn Friday we wrote:\n> Your data was stolen.",
               Subject="Automatic reply: Personal data breach at our school"), "auto-reply",
    ),
    "other headers": (a_mail(AWAY, Preference="auto_reply"), "auto-reply"),
    "with a comment": (a_mail(Auto_Submitted="auto-replied (vacation)"), "auto-reply"),
    "exchange in html alone": (
        a_mail("It failed.", sender=EXCHANGE, Subject="Undeliverable: Delayed trip"), "bounce",
    ),
    "exchange in dutch": (a_mail("x", sender=EXCHANGE, Subject="Onbestelbaar: Brief"), "bounce"),
    "a full mailbox": (a_mail("Full.", sender=EXCHANGE, Subject="Almost full"), "notice"),
    "no report type": (parts_of_a_bounce(b"mailer-daemon@mx.example", b"Returned"), "bounce"),
    "no parts": (
        typed(b"multipart/report; report-type=delivery-status; boundary=b",
              b"--b\r\n\r\nIt failed.\r\n--b--\r\n"), "bounce",
    ),
    "an unknown subject": (raw(start=MAILER + b"Mail problem\r\n"), "bounce"),
    "gmail is late": (
        raw(start=MAILER + b"Delivery Status Notification (Delay)\r\n"), "delayed",
    ),
    "from nobody": (raw(start=b"From: <>\r\nSubject: Undelivered Mail\r\n"), "bounce"),
    "a meeting is asked for again": (invitation("REFRESH"), "calendar"),
    "a method only inside": (
        attached(b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", "invite.ics",
                 "text/calendar"), "calendar",
    ),
    "a recall in german": (
        a_mail('Ray, Ann möchte die Nachricht "Liste" zurückrufen.', Subject="Rückruf"), "recall",
    ),
    "ours, stripped": (
        a_mail(sender="Tocsin <tocsin@tocsin.example>",
               Message_ID="<" + "a1" * 20 + "@tocsin.example>"), "own",
    ),
    "nobody may write to the list": (a_mail("Sale!", List_Post="NO", **LISTED), "bulk"),
    "a newsletter about breaches": (a_mail("Ten tips to avoid a data breach.", **LISTED), "bulk"),
}  # fmt: skip

# What programs broke, and the words that are still read.
BROKEN = {
    "a mark before the headers": (b"\xef\xbb\xbf" + raw(), "The list went out."),
    "no headers at all": (b"The list went out.", "The list went out."),
    "no boundary named": (
        typed(b"multipart/mixed", b"--x\r\nContent-Type: text/plain\r\n\r\nThe list\r\n--x--\r\n"),
        "The list",
    ),
    "another boundary named": (
        typed(b"multipart/mixed; boundary=y", b"--x\r\nContent-Type: text/plain\r\n"
              b"Content-Transfer-Encoding: base64\r\n\r\nVGhlIGxpc3Q=\r\n--x--\r\n"), "The list",
    ),
    "not base64 at all": (
        typed(b"text/plain", b"The list went to all of the class",
              b"Content-Transfer-Encoding: base64\r\n"), "The list went",
    ),
    "base64 with junk": (
        typed(b"text/plain", b"VGhlIGxp!!c3Qg\r\nanVuaw==\r\n***\r\n",
              b"Content-Transfer-Encoding: base64\r\n"), "The list junk",
    ),
    "a charset in the page": (
        typed(b"text/html", b'<meta charset="windows-1251"><p>' + "Список".encode("cp1251")),
        "Список",
    ),
    "a mail packed as letters": (
        typed(b"message/rfc822", b"RnJvbTogYUBiLmV4YW1wbGUNCg0KQ2xpY2sgaGVyZQ==\r\n",
              b"Content-Transfer-Encoding: base64\r\n"), "Click here",
    ),
    "a button for phishing": (
        attached(b"From: a@b.example\r\n\r\nClick here", "phish.eml"), "Click here",
    ),
}  # fmt: skip
