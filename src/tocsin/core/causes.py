"""What made an incident happen: seven causes, finer ones beneath, and what others call them.

Source: BR-2.2 for the seven; the ICO's published incident types; VERIS 1.4.1 action varieties.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class MainCause:
    """One of the plan's seven."""

    key: str
    label: str


@dataclass(frozen=True)
class Cause:
    """A finer cause, as staff would say it.

    The ICO files misconfiguration and unauthorised access under both its categories, so
    `is_cyber` is a suggestion that a person may change.
    """

    key: str
    label: str
    main: str  # key of a MainCause
    ico_incident_type: str
    veris_action: str
    veris_variety: str
    is_cyber: bool = False


LOSS, ACCESS, ATTACK = "loss_or_theft", "inappropriate_access", "deliberate_attack"
FAILURE, ERROR, NATURE = "equipment_failure", "human_error", "act_of_god"
MALICE = "malicious_act"

MAIN_CAUSES = (
    MainCause(LOSS, "Loss or theft of information or equipment"),
    MainCause(ACCESS, "Someone saw or used what they should not have"),
    MainCause(ATTACK, "A deliberate attack on systems"),
    MainCause(FAILURE, "Equipment or software failed"),
    MainCause(ERROR, "Somebody made a mistake"),
    MainCause(NATURE, "Fire, flood or another outside event"),
    MainCause(MALICE, "Hacking, viruses or deception"),
)

_PAPER = "Loss/theft of paperwork or data left in insecure location"
_DEVICE = "Loss/theft of device containing personal data"
_ACCESS = "Unauthorised access"
_SET_UP = "Hardware/software misconfiguration"
_OTHER, _OTHER_CYBER = "Other non-cyber incident", "Other cyber incident"
_EMAILED = "Data emailed to incorrect recipient"
_POSTED = "Data posted or faxed to incorrect recipient"
_PORTAL = "Data of wrong data subject shown in client portal"
_SPOKEN = "Verbal disclosure of personal data"
_STOLEN_LOG_IN = "Use of stolen creds"
_CYBER = True

CAUSES = (
    Cause("paper_lost", "Paper lost or left somewhere", LOSS, _PAPER, "error", "Loss"),
    Cause("paper_stolen", "Paper stolen", LOSS, _PAPER, "physical", "Theft"),
    Cause("device_lost", "Laptop, phone or USB stick lost", LOSS, _DEVICE, "error", "Loss"),
    Cause("device_stolen", "Laptop, phone or USB stick stolen", LOSS, _DEVICE, "physical", "Theft"),
    Cause(
        "staff_looked", "Staff looked without a need to", ACCESS, _ACCESS, "misuse",
        "Privilege abuse",
    ),
    Cause(
        "staff_took", "Staff or a leaver took information away", ACCESS, _ACCESS, "misuse",
        "Data mishandling",
    ),
    Cause(
        "pupil_got_in", "A pupil used somebody else's log-in", ACCESS, _ACCESS, "hacking",
        _STOLEN_LOG_IN, _CYBER,
    ),
    Cause(
        "too_much_access", "Access rights were set too wide", ACCESS, _SET_UP, "error",
        "Misconfiguration",
    ),
    Cause("overseen", "Seen on a screen or a desk", ACCESS, _ACCESS, "physical", "Snooping"),
    Cause(
        "changed_on_purpose", "Records changed or deleted on purpose", ATTACK,
        "Alteration of personal data", "misuse", "Data mishandling",
    ),
    Cause("guessed_password", "Passwords guessed or tried out", ATTACK, "Brute Force", "hacking",
          "Brute force", _CYBER),
    Cause("flooded_system", "A system flooded so that it stopped", ATTACK, "Denial of service",
          "hacking", "DoS", _CYBER),
    Cause("broke_in_online", "Somebody broke into a system", ATTACK, _OTHER_CYBER, "hacking",
          "Exploit vuln", _CYBER),
    Cause("broken_hardware", "Equipment broke down", FAILURE, _OTHER, "error", "Malfunction"),
    Cause("broken_software", "Software went wrong", FAILURE, _OTHER, "error", "Programming error"),
    Cause("portal_mix_up", "A system showed the wrong person's records", FAILURE, _PORTAL, "error",
          "Programming error"),
    Cause("weak_encryption", "Encryption was weak or missing", FAILURE, "Cryptographic flaw",
          "error", "Misconfiguration", _CYBER),
    Cause("emailed_wrong_person", "Email or message to the wrong person", ERROR, _EMAILED, "error",
          "Misdelivery"),
    Cause("posted_wrong_person", "Letter or paper to the wrong person", ERROR, _POSTED, "error",
          "Misdelivery"),
    Cause("addresses_shown", "Everybody's addresses shown in an email", ERROR,
          "Failure to use bcc", "error", "Publishing error"),
    Cause("not_blacked_out", "Something was not blacked out", ERROR, "Failure to redact", "error",
          "Publishing error"),
    Cause("put_online", "Put online or shared too widely by mistake", ERROR, _OTHER, "error",
          "Publishing error"),
    Cause("said_aloud", "Said aloud or over the phone", ERROR, _SPOKEN, "error", "Gaffe"),
    Cause("paper_thrown_away", "Paper not shredded", ERROR, "Incorrect disposal of paperwork",
          "error", "Disposal error"),
    Cause("device_thrown_away", "Equipment got rid of with information on it", ERROR,
          "Incorrect disposal of hardware", "error", "Disposal error"),
    Cause("typed_wrongly", "Records changed or mixed up by mistake", ERROR,
          "Alteration of personal data", "error", "Data entry error"),
    Cause("deleted_by_mistake", "Records deleted by mistake", ERROR, _OTHER, "error", "Other"),
    Cause("set_up_wrongly", "A system was set up wrongly", ERROR, _SET_UP, "error",
          "Misconfiguration"),
    Cause("fire", "Fire", NATURE, _OTHER, "environmental", "Fire"),
    Cause("flood", "Flood or water", NATURE, _OTHER, "environmental", "Flood"),
    Cause("power_cut", "Power cut", NATURE, _OTHER, "environmental", "Power failure"),
    Cause("phishing", "A trick email or message", MALICE, "Phishing", "social", "Phishing", _CYBER),
    Cause("ransomware", "Files locked for ransom", MALICE, "Ransomware", "malware", "Ransomware",
          _CYBER),
    Cause("virus", "A virus or other harmful software", MALICE, "Malware", "malware", "Unknown",
          _CYBER),
    Cause("hacked_account", "Somebody got into an account", MALICE, _ACCESS, "hacking",
          _STOLEN_LOG_IN, _CYBER),
    Cause("pretended", "Somebody pretended to be someone else", MALICE, _SPOKEN, "social",
          "Pretexting"),
)  # fmt: skip


@dataclass(frozen=True)
class ReportKind:
    """A plain answer to "What has happened?", and the cause it suggests; "" when it tells none."""

    key: str
    label: str
    suggests: str = ""


REPORT_KINDS = (
    ReportKind("email", "Email or message sent to the wrong person", "emailed_wrong_person"),
    ReportKind("paper", "Paper lost, left somewhere or given to the wrong person", "paper_lost"),
    ReportKind("device", "Laptop, phone, tablet or USB stick lost or stolen", "device_lost"),
    ReportKind("access", "Someone saw or used information they should not have", ACCESS),
    ReportKind("online", "Information or photos put online by mistake", "put_online"),
    ReportKind("cyber", "Suspicious email, hacked account or virus", MALICE),
    ReportKind("loss", "Records deleted, changed or not available", ""),
    ReportKind("supplier", "A company we use has told us about a problem", ""),
    ReportKind("other", "Something else, or I am not sure", ""),
)

_BY_KEY = {cause.key: cause for cause in CAUSES}
_MAIN_BY_KEY = {cause.key: cause for cause in MAIN_CAUSES}
KEYS = frozenset(_BY_KEY) | frozenset(_MAIN_BY_KEY)


def cause(key: str) -> Cause | MainCause:
    """The finer or main cause with this key. Raises KeyError for an unknown one."""
    return _BY_KEY.get(key) or _MAIN_BY_KEY[key]


def main_cause(key: str) -> MainCause:
    """The one of the seven that `key` belongs to, or is. Raises KeyError for an unknown key."""
    found = cause(key)
    return found if isinstance(found, MainCause) else _MAIN_BY_KEY[found.main]


def finer(main: str) -> tuple[Cause, ...]:
    """The finer causes under one of the seven."""
    return tuple(each for each in CAUSES if each.main == main)


def report_kind(key: str) -> ReportKind:
    """The plain answer with this key; "Something else" for none."""
    return next((each for each in REPORT_KINDS if each.key == key), REPORT_KINDS[-1])


def is_cyber(key: str) -> bool | None:
    """Whether the cause counts as a cyber incident; None when it could be either."""
    found = _BY_KEY.get(key)
    if found is not None:
        return found.is_cyber
    return {ATTACK: True, MALICE: None, ACCESS: None}.get(main_cause(key).key, False)


def is_within(key: str, wider: str) -> bool:
    """Whether cause `key` is `wider` or lies under it."""
    return wider in (key, main_cause(key).key)
