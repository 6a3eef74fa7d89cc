"""The words of headings by what they are about, a word first, and longer phrases after each bar."""

import re

IDEAS: dict[str, str] = {
    "date": "date dates day when timestamp datetime dated dt|date completed",
    "stamp": "timestamp",
    "begin": "start started begin began starting beginning from",
    "year": "year|financial year|academic year|school year",
    "time": "time times hour clock|what time|time of day",
    "yesno": "yn|y n|yes no|yes or no|near miss or|tick|true false",
    "reference": "reference ref refno id uid identifier serial urn ticket datix|issue key|case"
    " no|log no|incident no|breach no|entry no|record no|s no|s n|sr no|report no|case number|log"
    " number|incident number|breach number|entry number|serial number|record number|number of"
    " incident|unique number|ticket number|data breach"
    " no|data breach number|breach ref",
    "breach": "case cases problem problems breach breaches incident incidents event occurrence"
    " loss lost stolen issue|loss disclosure"
    " disclosure breached leak leaked|go wrong|goes wrong|near miss|data loss",
    "occur": "occurred occur occurrence happened happen|took place|take place|taken place",
    "discover": "discovered discovery discover found identified identification detected"
    " detection aware awareness noticed spotted uncovered realised recognised|find|find out|came"
    " to light|came to attention|became aware|made aware|first known|come to light|found out",
    "report": "requester requested "
    "reported report reporting reporter referred submitted escalated declared",
    "log": "logged recorded entered raised received record completed prepared created opened"
    " entry added completing filling preparing recorder",
    "tell": "notified notify notification notifications informed inform told tell contacted"
    " referral comms communicated communication communicate advised alerted notifying informing"
    " telling|written to|wrote to|letter sent|letters sent|sent home",
    "decide": "reportable notifiable decision decided required needed necessary eligible",
    "regulator": "reportable notifiable "
    "ico regulator commissioner dpa dpc ics|information commissioner|article 33|art"
    " 33|information commissioners office|supervisory authority|information commissioner s office",
    "whose": "whose|belong to|belongs to",
    "subjects": "mum dad mums dads mother father guardian guardians relatives individual"
    " individuals subject subjects people persons pupil pupils student students parent parents"
    " child children family families user users customer customers employee employees carer carers"
    " victims victim learner learners patient patients client clients resident residents|sent"
    " home|data subject|data subjects|affected parties|article 34|art"
    " 34|those affected|data belong|belong to|whose data|year group|year"
    " groups",
    "affect": "affected impacted involved concerned compromised exposed|those affected",
    "count": "number num count quantity qty amount total volume vol size scale headcount|how"
    " many|how much|no of|number of|approximate number|num of|nos of",
    "data": "data information info personal pii|personal data|special category|data at risk",
    "records": "record records files documents items",
    "type": "type types category categories kind nature classification class sort",
    "cause": "cause causes rca|attack vector|human error|root cause|root of|why did it happen"
    "|how it happened|how did it happen|how it occurred|reason for breach|reason for the breach"
    "|reason for incident|why it happened",
    "how": "how means method",
    "source": "source origin|by whom found",
    "severity": "severity gravity rag rating grade level seriousness serious priority|how"
    " serious|how"
    " bad",
    "chance": "likelihood probability",
    "score": "score scoring",
    "risk": "risk risks harm|likely to cause harm|cause harm|cause distress"
    "|result in a risk|result in risk|result in a high risk",
    "effect": "harmed distress distressed upset effect effects consequence consequences impact"
    " implications damage detriment"
    " adverse",
    "contain": "fix fixed recall recalled "
    "action actions measures containment contain contained remedial remediation"
    " mitigation mitigate recover recovery recovered response steps immediate corrective rectify"
    " retrieve|put in place|put right|straight away|what was done|done about it|what did we"
    " do|we did|i did|you did|you done|we"
    " done|been done|done so far",
    "prevent": "change changes safeguards "
    "prevent stop avoid repeat prevention preventative preventive recurrence"
    " reoccurrence recurring future improvement improvements lesson lessons learned learnt"
    " learning recommendations recommendation|happening again|next time|follow up|happen"
    " again|happens again|changes made",
    "todo": "outstanding",
    "training": "training trained",
    "complaint": "complaint complaints complained",
    "outcome": "outcome evaluation conclusion result resolution findings outcomes",
    "status": "status state stage ongoing progress|open closed|is it closed",
    "close": "solved "
    "closed close closure completion resolved concluded finalised sorted done"
    " finished|signed off|sign off|closed off|date completed|resolution"
    " date",
    "describe": "title description describe details detail summary narrative overview"
    " synopsis account explanation facts brief story particulars circumstances circs"
    "|subject line|what happened|what went"
    " wrong|what has happened",
    "notes": "notes note comments comment remarks additional misc observations updates"
    " update|any other|further information|other information",
    "person": "requester "
    "name person who staff officer initials whom reporter recorder|job title|full name"
    "|member of staff|staff member",
    "by": "by",
    "lead": "lead owner responsible investigator assigned handler handled manager forwarded"
    " actioned|investigating officer|investigating off|action owner|dealt with",
    "contact": "email telephone phone contact mobile tel address",
    "place": "place academy college nursery establishment premises location"
    " where department dept site area building"
    " school service",
    "review": "review reviewed",
    "others": "caldicott slt governors governor trustees police insurer insurers lado head"
    " headteacher ht trust council siro ofsted estyn press media union bank|caldicott guardian"
    "|manager told|manager informed|manager notified",
    "organisation": "organisation company organization business",
    "system": "asset assets product products app apps system systems device devices equipment"
    " software application platform hardware laptop laptops computer computers network networks"
    " server servers",
    "dpo": "dpo dpl|data protection officer|data protection lead|dp officer|dp lead",
    "reason": "reason reasons rationale why justification basis|if not|if no|reason if not",
    "duration": "duration period|how long|recovery time|time taken",
    "policy": "policy policies procedure procedures instructions",
    "cyber": "cyber",
    "cia": "confidentiality integrity availability cia",
    "end": "until ended end|date to|end date|occurred to|ended on",
    # What has dates, names and numbers of its own, and is none of what we look for.
    "else": "birth upn uln postcode gender ethnicity due expiry expires retention target modified"
    " updated edited deadline controller processor attorney encrypted encryption|review"
    " date|next review|security measures|destroy"
    " by|date of birth",
}  # fmt: skip
SHORT = {
    "desc": "description", "descr": "description", "dept": "department", "approx": "approximate",
    "info": "information", "pd": "personal", "cat": "category", "nos": "number", "sub": "subject",
    "subj": "subject", "notif": "notified", "inc": "incident", "dob": "birth",
    "indiv": "individuals", "inds": "individuals", "ds": "subjects", "resp": "responsible",
    "cont": "contained", "prev": "prevent", "disc": "discovered", "occ": "occurred",
    "rpt": "report", "sev": "severity", "act": "action", "rep": "report", "repd": "reported",
    "mgr": "manager", "inv": "investigating", "hr": "time", "hrs": "time", "24hr": "time",
    "24h": "time", "recd": "received", "rcvd": "received", "spec": "special",
}  # fmt: skip
FILLERS = frozenset(
    re.findall(
        r"\w+",
        "the a an of was were is are been be has have had did does do in on at for and or"
        " any if it its this that with your you our we all please state give provide as"
        " from into per",
    )
)
