"""An assessment as plain values for JSON, in the words of the regulators' cases."""

from typing import Any

from tocsin.core.enisa import Severity
from tocsin.core.risk import Assessment, Span, assess
from tocsin.core.risk_enisa import Suggested, suggested_severity
from tocsin.core.risk_facts import BreachFacts
from tocsin.core.risk_rule import Level


def assessed(facts: BreachFacts) -> dict[str, Any]:
    """The assessment and the ENISA severity of these facts."""
    assessment = assess(facts)
    return {
        "is_personal_data_breach": assessment.is_personal_data_breach,
        **_outcome(assessment.span),
        "recommendation": assessment.recommendation.value,
        "confidence": assessment.confidence.value,
        "enisa": _enisa(suggested_severity(facts)),
        "reasons": _reasons(assessment),
        "missing": [
            {
                "fact": each.fact,
                "why": each.why,
                "if_all_else_is_harmless": each.is_alone,
                "answers": [{"answer": word, **_outcome(span)} for word, span in each.answers],
            }
            for each in assessment.missing
        ],
        "notes": list(assessment.notes),
    }


def _outcome(span: Span) -> dict[str, Any]:
    return {
        "record": span.reaches(Level.UNLIKELY),
        "notify_authority": span.reaches(Level.RISK),
        "notify_subjects": span.reaches(Level.HIGH),
        "risk_level": span.level,
    }


def _reasons(assessment: Assessment) -> list[dict[str, Any]]:
    return [
        {
            "rule": ground.rule.name,
            "because": ground.rule.because,
            "source": ground.rule.source,
            "factor": ground.rule.factor.value,
            "is_certain": ground.is_certain,
        }
        for ground in assessment.grounds
    ]


def _enisa(suggested: Suggested | None) -> dict[str, Any] | None:
    if suggested is None:
        return None
    return {
        **_severity(suggested.highest),
        "lowest": _severity(suggested.lowest),
        "flags": [flag.value for flag in suggested.flags],
    }


def _severity(severity: Severity) -> dict[str, Any]:
    return {
        "dpc": severity.dpc,
        "ei": severity.ei,
        "cb": severity.cb,
        "score": severity.score,
        "level": severity.band.value,
        "effect": severity.effect,
    }
