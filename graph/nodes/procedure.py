"""What is done on a vehicle: actions, tests and the check that confirms a fault."""

from graph.nodes.fields import Flag, Items, Number, Text, Whole
from graph.nodes.knowledge import Knowledge
from graph.vocabulary import ActionDifficulty, ActionType, ActionUrgency, TestSkill
from graph.vocabulary_records import DiyFeasibility, RepairUrgency, VerificationDifficulty


class Action(Knowledge):
    """A structured action (KG v2.8.11); its steps are aligned lists, one entry a step."""

    ALIGNED = (
        (
            "steps_fr",
            "steps_en",
            "step_tips_fr",
            "step_tips_en",
            "step_warnings_fr",
            "step_warnings_en",
            "step_image_urls",
        ),
    )
    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()
    action_code = Text(unique_index=True, required=True)
    action_type = Text(choices=ActionType, required=True)
    estimated_time = Text()
    duration_minutes = Whole(minimum=0)
    difficulty = Text(choices=ActionDifficulty, default=ActionDifficulty.PROFESSIONNEL.value)
    urgency = Text(choices=ActionUrgency, default=ActionUrgency.NORMALE.value)
    prerequisites_fr = Items(Text())
    prerequisites_en = Items(Text())
    tools_fr = Items(Text())
    tools_en = Items(Text())
    steps_fr = Items(Text())
    steps_en = Items(Text())
    step_tips_fr = Items(Text())
    step_tips_en = Items(Text())
    step_warnings_fr = Items(Text())
    step_warnings_en = Items(Text())
    step_image_urls = Items(Text())
    warnings_fr = Items(Text())
    warnings_en = Items(Text())
    labor_cost_min_eur = Number(minimum=0.0)
    labor_cost_max_eur = Number(minimum=0.0)
    currency = Text(default="EUR")
    seo_title = Text()
    seo_description = Text()


class Test(Knowledge):
    """A test that reveals observables, and what it costs to do (D6)."""

    __test__ = False  # not a pytest class

    label_fr = Text(required=True)
    label_en = Text(required=True)
    description_fr = Text()
    description_en = Text()
    minutes = Number(minimum=0.0, required=True)
    cost_eur = Number(minimum=0.0, default=0.0)
    skill = Text(choices=TestSkill, required=True)
    tools_fr = Items(Text())
    tools_en = Items(Text())


class VerificationTemplate(Knowledge):
    """How to confirm a fault, and what the driver may do until then (KG v2.8.9)."""

    quick_test_fr = Text(required=True)
    quick_test_en = Text(required=True)
    visual_check_fr = Text()
    visual_check_en = Text()
    tool_required_fr = Text()
    tool_required_en = Text()
    estimated_time = Text(default="5 minutes")
    difficulty = Text(choices=VerificationDifficulty, default=VerificationDifficulty.MOYEN.value)
    default_urgency = Text(choices=RepairUrgency, default=RepairUrgency.PLANNED.value)
    can_drive_default = Flag(default=True)
    max_km_default = Whole(minimum=0)
    diy_feasibility = Text(choices=DiyFeasibility, default=DiyFeasibility.GARAGE.value)
