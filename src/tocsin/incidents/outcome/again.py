"""What is asked for again when a closed incident is opened again. Source: BR-5.22."""

from collections.abc import Collection
from datetime import datetime

from tocsin.core.reopening import touches_findings, touches_risk
from tocsin.core.review_rules import OWN_KEY
from tocsin.incidents.models import Incident


def ask_again(incident: Incident, news: Collection[str], at: datetime) -> None:
    """Take back what the new facts put in question; every version of it stays in its own table."""
    if touches_risk(news):
        incident.new_facts_at = at
    if touches_findings(news):
        incident.outcome_state = incident.outcome_reviewer = None
        incident.reviewed_at = None
        incident.own_duties_done = [key for key in incident.own_duties_done if key != OWN_KEY]
