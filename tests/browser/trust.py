"""Four schools of one trust in the Christmas holidays, and whoever has to be there all the same."""

import json
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from aiosmtpd.controller import Controller

from tests.browser.conftest import Site, answers
from tests.browser.post import Post
from tests.jobs.instances import copy_of, free_port, until
from tests.schools.webhooks.receiver import receiving

FAMILIES = {"alder": "Quillfoot", "birch": "Thistlewick", "cedar": "Umberfold", "damson": "Vexley"}
NAMES = {"alder": "Alder Bank Primary School", "birch": "Birch Lane Primary School",
         "cedar": "Cedar Grove School", "damson": "Damson Hill School"}  # fmt: skip
SUPPLIERS = {"alder": "PupilWorks Ltd", "birch": "Pupil-Works Limited", "cedar": "pupilworks"}
SENDER = "Tocsin <tocsin@trust.example>"
SEED = """
import json
from datetime import timedelta
from django.conf import settings
from django.utils import timezone
from tests.incidents.mailbox.connecting import connection
from tests.registers.keeping import a_supplier
from tests.worlds import a_member, a_school, signed_in
from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission, Role
from tocsin.policies.cover.commands import note_absence
from tocsin.schools.calendar.commands import add_period
from tocsin.schools.commands import admit
from tocsin.schools.mailbox.commands import set_up
from tocsin.schools.models import Mailbox, Occasion, System
from tocsin.schools.webhooks.commands import add_webhook

settings.PRIVATE_HOSTS, settings.WEBHOOK_HOSTS = ["127.0.0.1"], frozenset({{"127.0.0.1"}})
now = timezone.now()
at, today = now - timedelta(days=60), now.astimezone(LONDON).date()
days = lambda first, last: (today + timedelta(days=first), today + timedelta(days=last))
dana, made = None, {{}}
for key, name in {names}.items():
    school = a_school(name=name, at=at)
    team = {{
        "deputy": a_member(school, Role.DEPUTY_DPO, name="Priya Shah", at=at),
        "head": a_member(school, Role.HEAD, name="Alan Morris", at=at),
        "standin": a_member(school, Role.BUSINESS_MANAGER, name="Beth Long", at=at),
    }}
    dana = dana or a_member(school, Role.DPO, name="Dana Wells", at=at)
    if made:
        admit(school, dana.person, roles=(Role.DPO,), by=System(school.pk), at=at,
              may=Permission.OPERATE)
    for first, last in (days(-90, -5), days(9, 90)):
        add_period(school, kind="term", name="", first_on=first, last_on=last, by=team["head"],
                   at=at)
    if key == "birch":  # its Headteacher is away, and somebody stands in
        first, last = days(-3, 7)
        note_absence(school, person=team["head"].person_id, deputy=team["standin"].person_id,
                     first_on=first, last_on=last, by=team["head"], at=at)
    if key in {suppliers}:
        a_supplier(team["deputy"], name={suppliers}[key], at=at)
    set_up(Mailbox(school=school), secret="{password}", by=team["head"], at=at,
           answers=connection({imap}, key, address=key + "-dpo@trust.example"))
    add_webhook(name="SIEM", url="{hook}", by=team["head"], at=at,
                occasions=[each.value for each in Occasion if each is not Occasion.TEST])
    cookies = {{who: signed_in(each).cookies["sessionid"].value for who, each in team.items()}}
    ids = {{who: str(each.person_id) for who, each in team.items()}}
    made[key] = {{"slug": school.slug, "pk": str(school.pk), "cookies": cookies, "ids": ids}}
cookie = signed_in(dana).cookies["sessionid"].value
for each in made.values():
    each["cookies"]["dpo"], each["ids"]["dpo"] = cookie, str(dana.person_id)
print(json.dumps(made))
"""


@dataclass
class Trust:
    """The four schools, one running Tocsin, its mail server and what listens to its webhooks."""

    sites: dict
    made: dict
    instance: object
    post: Post
    hooks: object

    def read_mail(self):
        """Have every school's mailbox read now, not only at the next minute."""
        schools = [each["pk"] for each in self.made.values()]
        self.instance.say(
            "from tocsin.jobs.queue import enqueue\nfrom django.utils import timezone\n"
            f"for pk in {schools}: enqueue('mailbox.read', at=timezone.now(), school_id=pk)"
        )


@contextmanager
def a_trust(migrated, folder, imap):
    with ExitStack() as stack:
        post, ports = Post(imap, _users()), (free_port(), free_port())
        mail = Controller(post, hostname="127.0.0.1", port=ports[0])
        mail.start()
        stack.callback(mail.stop)
        hooks = stack.enter_context(receiving())
        instance = stack.enter_context(copy_of(migrated, folder / "data"))
        told = {"names": NAMES, "suppliers": SUPPLIERS, "password": imap.password,
                "imap": imap.port, "hook": hooks.url}  # fmt: skip
        made = json.loads(instance.say(SEED.format(**told)).splitlines()[-1])
        environ = {
            "PORT": ports[1], "TOCSIN_MAIL_URL": f"smtp://127.0.0.1:{ports[0]}",
            "TOCSIN_MAIL_FROM": SENDER, "TOCSIN_PRIVATE_HOSTS": "127.0.0.1",
            "TOCSIN_WEBHOOK_HOSTS": "127.0.0.1",
        }  # fmt: skip
        server = instance.start("-m", "tocsin", "serve", is_heard=False, **environ)
        until(lambda: answers(ports[1]))
        url = f"http://127.0.0.1:{ports[1]}"
        sites = {
            key: Site(url, each["slug"], each["cookies"], {}, mailbox=post, instance=instance)
            for key, each in made.items()
        }
        yield Trust(sites, made, instance, post, hooks)
        server.terminate()
        server.wait(10)


def _users():
    return {f"{key}-dpo@trust.example": key for key in NAMES} | {"tocsin@trust.example": "alder"}
