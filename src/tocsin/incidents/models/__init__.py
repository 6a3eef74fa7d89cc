from tocsin.incidents.models.agenda import AgendaItem, SearchWords
from tocsin.incidents.models.assessment import (
    Advice,
    Assessment,
    AssessmentDraft,
    RegulatorOrder,
    Voice,
)
from tocsin.incidents.models.attachment import Attachment
from tocsin.incidents.models.correspondence import Message, Thread
from tocsin.incidents.models.findings import (
    Acknowledgement,
    Awareness,
    Classification,
    Decision,
    Note,
    Referral,
    Telling,
)
from tocsin.incidents.models.incident import Incident, IncidentRecord
from tocsin.incidents.models.received import ReceivedMail
from tocsin.incidents.models.report import Addition, Channel, Draft, Protection, Report
from tocsin.incidents.models.team import Recusal, TeamMember

__all__ = [
    "Acknowledgement",
    "Addition",
    "Advice",
    "AgendaItem",
    "Assessment",
    "AssessmentDraft",
    "Attachment",
    "Awareness",
    "Channel",
    "Classification",
    "Decision",
    "Draft",
    "Incident",
    "IncidentRecord",
    "Message",
    "Note",
    "Protection",
    "ReceivedMail",
    "Recusal",
    "Referral",
    "RegulatorOrder",
    "Report",
    "SearchWords",
    "TeamMember",
    "Telling",
    "Thread",
    "Voice",
]
