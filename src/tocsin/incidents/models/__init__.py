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
from tocsin.incidents.models.report import Addition, Channel, Draft, Protection, Report
from tocsin.incidents.models.team import Recusal, TeamMember
from tocsin.incidents.models.third_party import Answered, How, ThirdParty

__all__ = [
    "Acknowledgement",
    "Addition",
    "Advice",
    "AgendaItem",
    "Answered",
    "Assessment",
    "AssessmentDraft",
    "Attachment",
    "Awareness",
    "Channel",
    "Classification",
    "Decision",
    "Draft",
    "How",
    "Incident",
    "IncidentRecord",
    "Message",
    "Note",
    "Protection",
    "Recusal",
    "Referral",
    "RegulatorOrder",
    "Report",
    "SearchWords",
    "TeamMember",
    "Telling",
    "ThirdParty",
    "Thread",
    "Voice",
]
