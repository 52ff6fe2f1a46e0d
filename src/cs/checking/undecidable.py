"""Which slips in a house policy can no rule see, and why?

`cs policy check` sees what contradicts itself, another document, the staff, the calendar or the
law, and what is far from the usual. A figure that is wrong and fits is known to its owner alone.
What is listed here was measured: `tests/rules/test_mutations.py` makes every slip that people make
in every value of the house policies, and fails for one that is neither found nor listed, and for an
entry of which all is found. `tools/rules_page.py` prints the list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Literal, cast, get_args

Slip = Literal["near", "far", "other", "gone", "order", "twice"]


@dataclass(frozen=True, slots=True)
class Undecidable:
    """A key in which some slips are seen by no rule.

    Attributes:
        route: with the kind, positions left out: `promotion.windows[].month`.
        slips: the classes of which some are not seen.
        reasons: why, one for each class unless the key has one of its own.
    """

    route: str
    slips: tuple[Slip, ...]
    reasons: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of document."""
        return self.route.partition(".")[0]


SLIPS: Mapping[Slip, tuple[str, str]] = MappingProxyType(
    {
        "near": (
            "a figure nearby",
            "Figures nearby are as possible; which one holds, is decided, not reckoned.",
        ),
        "far": (
            "a digit, a factor of ten or a unit",
            "Found where it leaves what is usual or contradicts another figure; some stay within.",
        ),
        "other": (
            "another word or name",
            "Each of the words or names is a policy of its own.",
        ),
        "gone": (
            "left out",
            "A policy may do without it; that it was meant to be there, only its owner knows.",
        ),
        "order": (
            "in another order",
            "The order of this list says nothing, or another order is as good a policy.",
        ),
        "twice": ("repeated", "Repeated, it may be meant."),
    }
)
"""The classes of slips in words, and why some of a class are seen by no rule."""

OWN_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "*.effective": "A policy may begin on any day, unless that leaves no policy of its kind in "
        "force.",
        "workspace.as_of": "Any day may be asked for on which policies are in force.",
        "*.includes": "At an end without edge these words mean the same.",
        "*[].act": "What kind of step or consequence it is, follows from nothing else; found where "
        "the order of steps or of gravity breaks.",
        "rotation.goals.*": "The weights of goals are a choice, and any ratio is one until one "
        "goal decides alone.",
        "rotation.posts[].headcount": "One head more or less fits staff and stints as well.",
        "rotation.posts[].teaches*": "A post may teach any skill; found where one that is needed "
        "or listed is taught nowhere any more.",
        "rotation.posts[].requires*": "Any skill that is taught somewhere may be required.",
        "ladder.grades[].headcount": "An establishment is granted, not reckoned; found where the "
        "staff table contradicts it.",
        "ladder.grades[].pay*": "Pay is agreed, not reckoned; found where it falls from step to "
        "step or is far from that of the other steps.",
        "ladder.moves[].from": "Any move by one level is one that a house may allow.",
        "promotion.components[].bands[].points": "What a band is worth is decided; found where "
        "points fall, repeat or leave the weight.",
        "promotion.scoring.*": "Each is a rule of scoring that other houses have.",
        "promotion.process[].duration": "Found where the steps outlast a window, a deadline or the "
        "calendar; else a longer limit is a limit too.",
        "promotion.windows[].month": "A round may run in any month that leaves time for its steps.",
        "review.indicators[].target": "Found outside of the bounds and against the floor; within "
        "them a target is set.",
        "review.indicators[].floor": "Found outside of the bounds, against the target and far from "
        "the floors of the same unit; within them it is set.",
        "review.indicators[].bounds.*": "What values can be is a fact of the system that measures; "
        "few indicators of a unit leave nothing to compare with.",
        "review.runs.*": "What breaks a run is a rule that a house may make either way.",
        "development.trainings[].lasts": "Found where its courses take longer than it.",
        "development.mentoring.levels_above": "How far above a mentor stands is decided; found "
        "where no mentor would be left.",
        "roster.cover[]*": "How many serve when is what the house promises; found where shifts or "
        "hours of service contradict it.",
        "roster.volume.calls[]*": "How many customers call is counted, not stated by any other "
        "line.",
        "attendance.leave[].*": "What leave is granted is decided within the law.",
    }
)
"""Why, where a key has a reason of its own; `*` stands for anything. The first that fits counts."""

_LISTED = """
workspace
  near far gone:
    as_of
  order:
    calendar.weekend[] tables.staff[]
  gone:
    tables tables.leave tables.pins tables.ratings tables.staff tables.stints
  gone order:
    tables.ratings[]
rotation
  gone:
    courses goals handover posts[].agreement posts[].requires rules
  gone order:
    courses[] posts[]
  near:
    courses[].teaches handover.signatures posts[].headcount posts[].may_extend posts[].teaches
  other:
    courses[].teaches[] order posts[].requires[] posts[].teaches[]
  near far gone:
    effective goals.fairness goals.growth goals.interest goals.stability handover.overlap
  near gone:
    rules.experienced_share rules.leaving_share rules.no_return
  other gone order:
    who.grades[]
ladder
  near far gone:
    effective
  order:
    grades[] moves[] tracks[]
  gone order:
    ways_out[]
  near gone:
    grades[].experience
  near:
    grades[].pay.from grades[].pay.to grades[].requires_levels[].level
  other:
    grades[].requires_levels[].skill
  near far:
    grades[].headcount
  gone:
    grades[].pay grades[].requires grades[].requires_levels moves ways_out
  other gone order:
    grades[].requires[] ways_out[].from[]
  near other:
    moves[].from
promotion
  gone:
    acting components[].columns components_stated demotion from probation process
    windows windows[].takes_effect
  near:
    acting.limit components[].raters.min_raters probation.lasts scoring.places windows[].closes
    windows[].opens windows[].takes_effect.month
  order:
    components[] from[]
  near other:
    components[].bands[].includes process[].act
  near far:
    components[].bands[].points process[].duration windows[].month
  other:
    components[].raters.aggregate eligibility[].rule.clock scoring.missing
    scoring.tie_breaks[].by scoring.tie_breaks[].component
  near far gone:
    demotion.appeal_within effective
  gone order:
    eligibility[] filling[] process[] scoring.tie_breaks[] windows[]
  gone:
    after transitions transitions[].after
  gone order:
    after[] transitions[] transitions[].process[]
  near far gone:
    after[].duration probation.decided_within transitions[].after[].duration
    transitions[].process[].duration
  near other gone:
    after[].what
  other gone:
    components[].raters.anonymous process[].counts_first_day transitions[].after[].what
  other:
    eligibility[].rule.of[].all_of[] process[].objection.holds process[].objection.if_upheld
  near far gone:
    components[].minimum
  gone:
    components[].raters.excludes
  other gone order:
    components[].raters.excludes[]
  near:
    eligibility[].rule.least
  gone order:
    eligibility[].rule.of[]
  near other:
    transitions[].process[].act transitions[].sort
  gone:
    simulate
  near far gone:
    simulate.leavers
  near:
    simulate.leave
  near gone:
    simulate.leave_months simulate.waived
review
  near far gone:
    appeal.answered_within appeal.within coaching.within effective interview.within
    report.within results_within rewards[].in_a_row spot_checks[].per_period
  gone:
    coaching consequences indicators[].bounds interview report rewards spot_checks who
  other gone:
    coaching.at_most raters[].anonymous spot_checks[].indicator
  near gone:
    coaching.indicator_below consequences[].in_a_row raters[].min_raters raters[].rates
    runs.most_skipped
  near:
    indicators[].bounds.from indicators[].measured_by indicators[].unit mentor.share
  gone order:
    consequences[] rewards[] spot_checks[]
  near other:
    consequences[].act grades[].includes raters[].role rewards[].act
  other:
    consequences[].at_most missing_raters missing_values raters[].rates[] rewards[].at_least
    runs.gap runs.leave runs.new_post
  near far:
    consequences[].notice indicators[].bounds.to indicators[].floor indicators[].target
  order:
    indicators[] raters[]
  other gone order:
    who.grades[]
development
  near far gone:
    assessed_every effective mentoring.levels_above plan.reviewed_every
  gone order:
    courses[] courses[].teaches[] plan.goals[] skills[] trainings[]
  gone:
    courses[].after mentoring mentoring.mentors mentoring.trained_by plan plan.goals
    trainings[].courses trainings[].who
  other gone order:
    courses[].after[] mentoring.mentors.grades[] trainings[].courses[]
  near other:
    courses[].channel courses[].family courses[].teaches[].skill
  near far:
    courses[].lasts trainings[].lasts
  near gone:
    courses[].paid courses[].teaches[].level mentoring.lasts mentoring.most_mentees
  other:
    mentoring.trained_by[]
attendance
  gone:
    absence handover lateness lateness.minutes lateness.repeated leave
  order:
    absence.days[] approvals[]
  near other:
    absence.days[].act absence.days[].includes approvals[].includes lateness.minutes[].act
    lateness.minutes[].includes lateness.repeated[].act leave[].paid
  other:
    absence.unapproved_leave
  near far gone:
    effective handover.before leave[].a_year leave[].most leave[].within
  near:
    handover.signatures lateness.repeated[].times lateness.repeated[].within
  near gone:
    lateness.grace_minutes
  gone order:
    lateness.minutes[] lateness.repeated[] leave[]
  other gone:
    leave[].at_peak leave[].handover
  near far:
    leave[].notice
confidentiality
  near gone:
    agreements[].lasts_after reviewed_months
  gone:
    agreements[].who incident violations[]
  gone order:
    agreements[].who.posts[] data[]
  other gone order:
    data[].tables[]
  near:
    data[].kept_for
  other:
    data[].shown
  near far gone:
    effective incident.within
  near other:
    violations[].act
roster
  gone:
    cover handover hours pairing pattern preparation published requests volume who working_time
    working_time.hours_a_week
  far gone order:
    cover[]
  near far:
    cover[].from cover[].least cover[].to pairing.new_for volume.calls[].per_half_hour
  other gone:
    cover[].peak
  near far gone:
    effective handover.minutes
  near:
    handover.signatures preparation.minutes volume.handling_seconds volume.service_level
    volume.within_seconds
  far:
    hours[]
  near gone:
    pairing.least_experienced pairing.new_to_one requests.most_a_month requests.notice
    volume.shrinkage working_time.averaged_over working_time.days_off working_time.longest_run
    working_time.rest_hours
  other order:
    pattern[]
  other:
    preparation.is_paid
  order:
    shifts[] volume.calls[]
  gone order:
    who.teams[]
"""
"""By kind of document and the classes of slips of which some go unseen, the keys."""


def _listed() -> Iterator[Undecidable]:
    kind, slips = "", tuple[Slip, ...]()
    for line in _LISTED.strip().splitlines():
        words = line.split()
        if not line.startswith(" "):
            kind = line
        elif line.endswith(":"):
            slips = tuple(cast(Slip, word.rstrip(":")) for word in words)
            if not set(slips) <= set(get_args(Slip)):
                raise ValueError(f"no such slips: {line}")
        else:
            for key in words:
                route = f"{kind}.{key}"
                yield Undecidable(route, slips, _reasons(route, slips))


def _reasons(route: str, slips: tuple[Slip, ...]) -> tuple[str, ...]:
    figures = tuple(slip for slip in slips if slip in ("near", "far", "other"))
    shape = tuple(SLIPS[slip][1] for slip in slips if slip not in figures)
    # fnmatch takes brackets for sets of letters
    plain = route.replace("[]", "")
    own = next(
        (
            why
            for pattern, why in OWN_REASONS.items()
            if fnmatchcase(plain, pattern.replace("[]", ""))
        ),
        None,
    )
    if own is None:
        return (*(SLIPS[slip][1] for slip in figures), *shape)
    return (own, *shape) if figures else shape


UNDECIDABLE: tuple[Undecidable, ...] = tuple(sorted(_listed(), key=lambda each: each.route))
"""Every key of which some slips go unseen."""
