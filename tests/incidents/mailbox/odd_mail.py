"""Mails as real programs write them, made here: each row of what the mailbox must survive."""

import base64
from email.message import EmailMessage

from tests.incidents.mailbox.office import WORDS, a_mail

FROM = b"From: Tom Reed <tom@school.example>\r\nTo: dpo@school.example\r\nSubject: Wrong list\r\n"


AWAY = "Thank you for your email. I am out of the office until Monday."


def raw(headers=b"", body=b"The list went out.\r\n", start=FROM):
    return start + headers + b"\r\n" + body


def typed(kind, body, more=b""):
    return raw(b"MIME-Version: 1.0\r\nContent-Type: " + kind + b"\r\n" + more, body)


def forwarded(times=1):
    mail = a_mail("See below.", Subject="Fwd: Oh no")
    for number in range(times):
        inner = a_mail(f"Sent to the wrong class {number}.", sender="ann@school.example")
        mail.add_attachment(inner)
    return mail


def attached(content, name, kind="application/octet-stream"):
    mail = a_mail()
    main, _, sub = kind.partition("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail


def only_a_file():
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Scanner <scan@school.example>", "Scan"
    mail.set_content(b"II*\x00 a page", maintype="image", subtype="tiff", filename="scan.tif")
    return mail


def delivery_report(action, kind=b"message/delivery-status"):
    return raw(
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
        b"--b\r\nContent-Type: text/plain\r\n\r\nIt did not work.\r\n--b\r\nContent-Type: " + kind
        + b"\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\n"
        b"Action: " + action + b"\r\nStatus: 5.1.1\r\n--b--\r\n",
        start=b"From: Mail Delivery System <mailer-daemon@mx.example>\r\nSubject: Undelivered\r\n",
    )  # fmt: skip


def reported(kind, part):
    body = (
        b"--b\r\n\r\nHello\r\n--b\r\nContent-Type: " + part + b"\r\n\r\nUser-Agent: x\r\n--b--\r\n"
    )
    return typed(b"multipart/report; report-type=" + kind + b"; boundary=b", body)


def invitation(method):
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n".encode()
    return typed(b"text/calendar; charset=utf-8; method=" + method.encode(), calendar)


def nested(levels):
    kinds = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1)
        for n in range(levels)
    )
    return typed(b"multipart/mixed; boundary=b0", kinds + b"--b%d\r\n\r\nDeep.\r\n" % levels)


ASIDE = {
    "auto-submitted": (a_mail(Auto_Submitted="auto-replied"), "auto-reply"),
    "exchange suppresses": (
        a_mail(AWAY, Subject="Re: Letter", X_Auto_Response_Suppress="All"), "auto-reply",
    ),
    "suppressed, and no more": (
        a_mail("Thank you.", Subject="Re: Letter", X_Auto_Response_Suppress="All"), "notice",
    ),
    "nobody to answer": (a_mail("Thank you.", Subject="Re: Letter", Return_Path="<>"), "notice"),
    "precedence bulk": (a_mail(Precedence="bulk"), "bulk"),
    "x-autoreply": (a_mail(X_Autoreply="yes"), "auto-reply"),
    "empty return path": (a_mail(AWAY, Subject="Re: Letter", Return_Path="<>"), "auto-reply"),
    "only a subject": (a_mail(AWAY, Subject="Automatic reply: Your letter"), "auto-reply"),
    "out of office": (a_mail(AWAY, Subject="Out of Office: away"), "auto-reply"),
    "delivery failed": (delivery_report(b"failed"), "bounce"),
    "delivery failed, global": (
        delivery_report(b"failed", b"message/global-delivery-status"), "bounce",
    ),
    "delivery delayed": (delivery_report(b"delayed"), "delayed"),
    "old bounce": (
        raw(start=b"From: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\n",
            body=b"I wasn't able to deliver your message.\r\n"), "bounce",
    ),
    "read receipt": (
        reported(b"disposition-notification", b"message/disposition-notification"), "receipt",
    ),
    "spam complaint": (reported(b"feedback-report", b"message/feedback-report"), "complaint"),
    "recall": (
        a_mail("Reed, Tom would like to recall the message, “Free school meals”."), "recall",
    ),
    "recall report": (a_mail(Subject="Recall Success: Free school meals"), "recall"),
    "invitation": (invitation("REQUEST"), "calendar"),
    "cancelled meeting": (invitation("CANCEL"), "calendar"),
    "newsletter": (a_mail(List_Unsubscribe="<https://news.example/x>"), "bulk"),
    "our own": (
        a_mail(sender="Tocsin <tocsin@tocsin.example>", Auto_Submitted="auto-generated"), "own",
    ),
}  # fmt: skip

# What is in each: the words a report must have, and the warnings that go with it.
REPORTS = {
    "html only": (typed(b"text/html", b"<style>p{}</style><p>The list <b>went</b></p>"
                        b"<img src=https://track.example/x.png><script>alert(1)</script>"),
                  "The list went", []),
    "windows-1252 called iso": (typed(b"text/plain; charset=iso-8859-1", b"Caf\xe9 \x93list\x94"),
                                "Café “list”", []),
    "utf-7": (typed(b"text/plain; charset=utf-7", b"+ADw-script+AD4- list"), "<script> list", []),
    "gb2312": (typed(b"text/plain; charset=gb2312", "名单".encode("gb18030")), "名单", []),
    "korean": (typed(b"text/plain; charset=ks_c_5601-1987", "명단".encode("cp949")), "명단", []),
    "unlabelled 8-bit": (raw(body=b"Caf\xe9 list\r\n"), "Café list", []),
    "invented charset": (typed(b"text/plain; charset=x-nope", b"The list"), "The list", []),
    "base64 with junk": (typed(b"text/plain", b"VGhlIGxp!!c3Q=\r\n***",
                               b"Content-Transfer-Encoding: base64\r\n"), "", []),
    "quoted with spaces": (typed(b"text/plain", b"The=20list = \r\nwent=ZZ\r\n",
                                 b"Content-Transfer-Encoding: quoted-printable\r\n"),
                           "The list", []),
    "invented encoding": (typed(b"text/plain", b"The list",
                                b"Content-Transfer-Encoding: x-what\r\n"), "The list", []),
    "format flowed": (typed(b"text/plain; format=flowed", b"The list \r\nwent out."), "went", []),
    "uuencode": (raw(body=b"The list\r\nbegin 644 a\r\n#86)C\r\n`\r\nend\r\n"), "The list", []),
    "yenc": (raw(body=b"The list\r\n=ybegin line=128 size=3 name=a\r\n\x8b\x8c\r\n=yend\r\n"),
             "The list", []),
    "two from": (raw(b"From: ann@else.example\r\n"), "The list", ["two-senders"]),
    "no from": (raw(start=b"Subject: Hello\r\n"), "The list", ["no-sender"]),
    "empty date": (raw(b"Date: \r\n"), "The list", []),
    "odd date": (raw(b"Date: Monday, yesterday\r\n"), "The list", []),
    "in the future": (raw(b"Date: Mon, 01 Jan 2080 00:00:00 +0000\r\n"), "The list", ["future"]),
    "5,000 recipients": (raw(b"Cc: " + b", ".join(b"a%d@b.example" % n for n in range(5000))
                             + b"\r\n"), "The list", ["long-headers", "many"]),
    "folded 8-bit": (raw(b"X-Note: caf\xe9\r\n \xff\xfe more\r\n"), "The list", []),
    "nul": (typed(b"text/plain", base64.encodebytes(b"The list\0 went\0\r\n"),
                  b"Content-Transfer-Encoding: base64\r\n"), "The list went", []),
    "320 kB subject": (raw(start=b"From: tom@school.example\r\nSubject: "
                           + b"=?utf-8?q?a_long_word?= " * 14_000 + b"\r\n"),
                       "The list", ["long-headers"]),
    "line feed in a name": (raw(start=b"From: =?UTF-8?Q?=0AMy_self?= <me@school.example>\r\n"),
                            "The list", []),
    "brackets in the id": (raw(b"Message-ID: <[abc-1@microsoft.com]>\r\n"), "The list", []),
    "bad encoded word": (raw(b"X: 1\r\n", start=b"From: a@school.example\r\n"
                             b"Subject: =?utf-8?b?!!!?= =?x-nope?q?=FF?=\r\n"), "The list", []),
    "no headers": (b"\r\nThe list went out.\r\n", "The list", ["no-sender"]),
    "300 multiparts deep": (nested(300), "", ["unreadable"]),
    "2,000 multiparts deep": (nested(2000), "", ["unreadable"]),
    "forward": (forwarded(), "Sent to the wrong class 0.", []),
    "several forwards": (forwarded(3), "Sent to the wrong class 2.", []),
    "cloud link": (a_mail("See https://school.sharepoint.com/x the list"), "the list", ["linked"]),
    "only a scan": (only_a_file(), "Look at its files", []),
    "s/mime": (typed(b"application/pkcs7-mime; name=smime.p7m", b"MIIB"), "encrypted",
               ["secure"]),
    "pgp": (typed(b'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
                  b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b--\r\n"),
            "encrypted", ["secure"]),
    "office 365 secure": (attached(b"<html>", "message.html", "text/html"), "encrypted",
                          ["secure"]),
    "locked zip": (attached(b"PK\x03\x04\x14\x00\x09\x00rest", "list.zip"), "wrong parent",
                   ["locked"]),
    "from the head, unproven": (a_mail(sender="Head <head@school.example>"), "wrong parent",
                                ["not-ours"]),
    "domain that looks like ours": (a_mail(sender="head@schoo1.example"), "wrong parent",
                                    ["lookalike"]),
    "forged": (a_mail(sender="a@else.example", Authentication_Results="mx; dmarc=fail"),
               "wrong parent", ["unproven"]),
    "through a group": (a_mail(Precedence="list", List_Id="<staff.school.example>",
                               List_Unsubscribe="<mailto:x@y.example>"), "wrong parent", []),
    "banner of the mail filter": (a_mail("CAUTION: external\n\n" + WORDS), "wrong parent", []),
}  # fmt: skip
