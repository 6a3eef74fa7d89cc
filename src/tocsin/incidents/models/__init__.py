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
from tocsin.incidents.models.evidence import EvidenceItem, FileCheck, Handling
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
from tocsin.incidents.models.inquiry import InquiryRecord, Interview
from tocsin.incidents.models.inspection import FileCopy, FileScan
from tocsin.incidents.models.investigation import DisciplinaryDecision, PlanStep
from tocsin.incidents.models.joint import JointArrangement
from tocsin.incidents.models.notice import LetterPaper, Notice, NoticeClearance
from tocsin.incidents.models.outage import Outage
from tocsin.incidents.models.outcome import OutcomeReport, Recommendation
from tocsin.incidents.models.processor import ProcessorCase, SupplierAnswer
from tocsin.incidents.models.received import ReceivedMail
from tocsin.incidents.models.recipient import Recipient
from tocsin.incidents.models.regulator import RegulatorLetter, RegulatorReport
from tocsin.incidents.models.report import Addition, Channel, Draft, Protection, Report
from tocsin.incidents.models.reporter import NameOpening, Receipt, SealedName
from tocsin.incidents.models.review import Improvement, Review
from tocsin.incidents.models.shared_event import SharedCase, SharedNews
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
    "EvidenceItem",
    "FileCheck",
    "FileCopy",
    "FileScan",
    "Handling",
    "Happening",
    "How",
    "ImportBatch",
    "Improvement",
    "Incident",
    "IncidentRecord",
    "InquiryRecord",
    "Interview",
    "JointArrangement",
    "Letter",
    "LetterPaper",
    "Message",
    "NameOpening",
    "Note",
    "Notice",
    "NoticeClearance",
    "Original",
    "Outage",
    "OutcomeReport",
    "PendingLog",
    "PlanStep",
    "ProcessorCase",
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
    "SharedCase",
    "SharedNews",
    "SupplierAnswer",
    "TeamMember",
    "Telling",
    "ThirdParty",
    "Thread",
    "Voice",
    "Watch",
]
