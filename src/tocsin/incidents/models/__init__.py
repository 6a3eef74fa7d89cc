from tocsin.incidents.models.agenda import AgendaItem, SearchWords
from tocsin.incidents.models.assessment import (
    Advice,
    Assessment,
    AssessmentDraft,
    RegulatorOrder,
    Voice,
)
from tocsin.incidents.models.attachment import Attachment
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
from tocsin.incidents.models.report import Addition, Draft, Report

__all__ = [
    "Acknowledgement",
    "Addition",
    "Advice",
    "AgendaItem",
    "Assessment",
    "AssessmentDraft",
    "Attachment",
    "Awareness",
    "Classification",
    "Decision",
    "Draft",
    "Incident",
    "IncidentRecord",
    "Note",
    "Referral",
    "RegulatorOrder",
    "Report",
    "SearchWords",
    "Telling",
    "Voice",
]
