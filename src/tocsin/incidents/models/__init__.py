from tocsin.incidents.models.action import Action
from tocsin.incidents.models.affected import AffectedPerson, Dispatch, Letter, Reply
from tocsin.incidents.models.agenda import AgendaItem, SearchWords
from tocsin.incidents.models.alert import Alert, AlertMail, Watch
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
from tocsin.incidents.models.happening import Happening
from tocsin.incidents.models.importing import ImportBatch, Original, PendingLog
from tocsin.incidents.models.incident import Incident, IncidentRecord
from tocsin.incidents.models.inspection import FileCopy, FileScan
from tocsin.incidents.models.investigation import DisciplinaryDecision, PlanStep
from tocsin.incidents.models.notice import LetterPaper, Notice, NoticeClearance
from tocsin.incidents.models.outcome import OutcomeReport, Recommendation
from tocsin.incidents.models.received import ReceivedMail
from tocsin.incidents.models.recipient import Recipient
from tocsin.incidents.models.regulator import RegulatorLetter, RegulatorReport
from tocsin.incidents.models.report import Addition, Channel, Draft, Protection, Report
from tocsin.incidents.models.reporter import NameOpening, Receipt, SealedName
from tocsin.incidents.models.review import Improvement, Review
from tocsin.incidents.models.team import Recusal, TeamMember
from tocsin.incidents.models.third_party import Answered, How, ThirdParty

__all__ = [
    "Acknowledgement",
    "Action",
    "Addition",
    "Advice",
    "AffectedPerson",
    "AgendaItem",
    "Alert",
    "AlertMail",
    "Answered",
    "Assessment",
    "AssessmentDraft",
    "Attachment",
    "Awareness",
    "Channel",
    "Classification",
    "Decision",
    "DisciplinaryDecision",
    "Dispatch",
    "Draft",
    "FileCopy",
    "FileScan",
    "Happening",
    "How",
    "ImportBatch",
    "Improvement",
    "Incident",
    "IncidentRecord",
    "Letter",
    "LetterPaper",
    "Message",
    "NameOpening",
    "Note",
    "Notice",
    "NoticeClearance",
    "Original",
    "OutcomeReport",
    "PendingLog",
    "PlanStep",
    "Protection",
    "Receipt",
    "ReceivedMail",
    "Recipient",
    "Recommendation",
    "Recusal",
    "Referral",
    "RegulatorLetter",
    "RegulatorOrder",
    "RegulatorReport",
    "Reply",
    "Report",
    "Review",
    "SealedName",
    "SearchWords",
    "TeamMember",
    "Telling",
    "ThirdParty",
    "Thread",
    "Voice",
    "Watch",
]
