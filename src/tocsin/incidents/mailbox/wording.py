"""What machines say when nobody is there, and what people say when something went wrong.

Every pattern stands for words that real programs write, in the languages they were met in.
"""

import re

from tocsin.incidents.mailbox.plain import without_history

ANY = re.IGNORECASE
# What mail servers and Exchange put before the subject of whatever they answer by themselves.
AWAY_SUBJECT = re.compile(
    r"^\W*(?:automatic reply|auto(?:matic)?[ -]?(?:response|reply|antwort)|automatische antwort|"
    r"out of (?:the )?office(?: auto ?reply)?|abwesenheits(?:notiz|nachricht|assistent)|"
    r"réponse automatique|respuesta automática|risposta automatica|automatisch antwoord|"
    r"resposta automática|odpowiedź automatyczna|automatické? odpověď|automatiskt? svar|autosvar|"
    r"automaattinen vastaus|ateb awtomatig|răspuns automat|автоматический ответ|自动答复|自動回覆)"
    r"\s*(?::|\uff1a|$)"
    r"|^auto: .{0,120}\bout of (?:the )?office\b",
    ANY,
)
# Words of which one in a short mail says that nobody has read ours.
AWAY_WORDS = re.compile(
    r"\bout of (?:the )?office\b|\baway from (?:my|the) (?:desk|office|e?-?mail)|"
    r"\bcurrently (?:away|unavailable|on (?:annual |maternity |sick )?leave)\b|"
    r"\b(?:am|be) away (?:until|from|and)\b|\bon (?:annual|maternity|paternity|sick|study) leave\b|"
    r"\bon holiday until\b|\bon my return\b|\bwill not be reading my mail\b|"
    r"\b(?:no longer|not) monitored\b|\bno longer (?:work|employed|in use)\b|"
    r"\bautomat(?:ic|ed) (?:reply|response|message|acknowledg)|\bdo not reply to this\b|"
    r"\bnicht im (?:büro|haus)\b|\babwesend\b|\bim urlaub\b|\babsente? (?:du|jusqu)|\ben congés?\b|"
    r"\bfuera de la oficina\b|\bde vacaciones\b|\bfuori ufficio\b|\bin ferie\b|\bafwezig\b|"
    r"\bnieobecn|\bna urlopie\b|\bausente\b|\ballan o'r swyddfa\b",
    ANY,
)
# What a report says. Left out is what stands below mails as a warning to whoever gets them.
HARM = re.compile(
    r"\bwrong (?:parent|person|people|pupil|address|recipient|class|e?-?mail|famil|list|school)|"
    r"\bby mistake to\b|\baccidental|\blost\b|\bstolen?\b|\bleft (?:.{1,60} )?on the (?:bus|train)|"
    r"\b(?:data|security|privacy|gdpr)[- ]breach|\bbreach of (?:personal|data|security)|"
    r"\bleaked\b|\bhacked\b|\bphish|\bransomware\b|\bcompromised\b|\bunauthori[sz]ed access\b|"
    r"\bshould(?: not|n['’]t) have\b",  # noqa: RUF001 - what phones write
    ANY,
)
# How a company tells many customers at once; a newsletter about breaches says it otherwise.
NOTIFIES = re.compile(
    r"\b(?:notify|inform|tell|advise|let) (?:you|our customers)\b.{0,120}?"
    r"\b(?:breach|incident|cyber[- ]?attack|unauthori[sz]ed access|personal data was)\b",
    ANY | re.DOTALL,
)
BOUNCED = re.compile(
    r"undeliver|not delivered|delivery status notification|returned mail|failure notice|"
    r"delivery (?:has )?fail|delivery failure|mail delivery|could not be delivered|"
    r"non.?remis|unzustellbar|onbestelbaar|non recapitabile|no se puede entregar|não entregue|"
    r"nie można dostarczyć|niedostarczon|nedoručitel|kan ikke leveres|kunde inte levereras|"
    r"address not found|message rejected|message blocked",
    ANY,
)
LATE = re.compile(
    r"\(delay\)|^(?:warning: )?(?:message|mail|delivery|e-?mail)\b[^:]{0,80}\bdelay|^delayed\b|"
    r"^warning: could not send|^(?:delivery|mail) (?:is )?delayed|^verzögert|^retard",
    ANY,
)
READ = re.compile(r"^(?:read|not read|gelesen|lu)\s*:", ANY)
# The whole of what Outlook writes; whoever tells of a recall in their own words is a person.
RECALLED = re.compile(
    r"^[^\n]{1,120} (?:would like to recall the message,?|möchte die nachricht|"
    r"souhaite rappeler le message) ?[\"“„«].{0,300}[\"”“»](?: zurückrufen)?\.?$",
    ANY,
)
RECALL_REPORT = re.compile(
    r"^(?:message )?recall (?:success|failure|status)\s*:|^message recall report\b", ANY
)
FORWARD = re.compile(r"^\s*(?:fw|fwd|wg|tr|rv)\s*:", ANY)
REPLY = re.compile(r"^\s*(?:re|aw|antw|sv)\s*:", ANY)
SHORT = 2000  # characters: who is away says no more


def says_away(words: str) -> bool:
    """Whether the mail reads as if nobody had read ours."""
    own = without_history(words)
    return len(own) <= SHORT and bool(AWAY_WORDS.search(own))


def tells_of_harm(text: str) -> bool:
    """Whether somebody says that something went wrong, before whatever they quote."""
    own = without_history(text[:20_000])
    return bool(HARM.search(own) or NOTIFIES.search(own))
