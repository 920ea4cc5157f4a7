"""The rules of answers, as the settings state them."""

from engine.conclusion import Rules
from engine.inference.stopping import StopRule
from engine.next_questions import LEAST_WRONG, AskingRules
from engine.repairing import RepairCosts
from engine.safety import SafetyThresholds
from graph.settings import Settings


def rules_of(settings: Settings) -> Rules:
    """Return the rules of one process."""
    return Rules(
        asking=AskingRules(
            stop=StopRule(sure=settings.sure_probability, least_wrong=LEAST_WRONG),
            hourly_rate_eur=settings.hourly_rate_eur,
        ),
        safety=SafetyThresholds(
            critical=settings.safety_critical,
            urgent=settings.safety_urgent,
            warning=settings.safety_warning,
        ),
        costs=RepairCosts(
            hourly_rate_eur=settings.hourly_rate_eur,
            call_service_eur=settings.call_service_eur,
            return_handling_eur=settings.return_handling_eur,
        ),
    )
