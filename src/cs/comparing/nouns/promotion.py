"""What the fields of promotion policies are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, NOTES, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "promotion.PromotionPolicy": {
        "source_grades": message("the grades promoted from"),
        "target_grade": message("the grade promoted to"),
        "needs_vacancy": message("the need of a vacancy"),
        "vacancies": message("the number of vacancies"),
        "eligibility": message("the conditions"),
        "components": message("the components"),
        "components_stated": message("the number of components announced"),
        "scoring": message("the scoring"),
        "windows": message("the windows"),
        "process": message("the steps of the process"),
        "probation": message("the trial after taking up"),
        "acting": message("the acting"),
        "demotion": message("the demotion"),
        "filling": message("the order of filling a vacancy"),
    },
    "promotion.Component": {
        "id": ID,
        "name": NAME,
        "columns": message("the further headers"),
        "weight": message("the weight"),
        "scale": message("the scale"),
        "bands": message("the bands"),
        "raters": message("the raters"),
        "reads": message("the review that gives the value"),
        "source": SOURCE,
        "notes": NOTES,
    },
    "promotion.Band": {
        "low": message("the lower edge"),
        "high": message("the upper edge"),
        "includes": message("the edge values that belong"),
        "points": message("the points"),
    },
    "promotion.Scale": {
        "low": message("the value that gives no points"),
        "high": message("the value that gives full points"),
    },
    "promotion.Raters": {
        "who": message("the role that rates"),
        "aggregate": message("the way in which several ratings become one"),
        "trim": message("the number of highest and of lowest ratings left out"),
        "min_raters": message("the least number of raters"),
    },
    "promotion.ByComponent": {
        "by": message("what decides a tie"),
        "component": message("the component that decides a tie"),
    },
    "promotion.ByDate": {"by": message("what decides a tie")},
    "promotion.Scoring": {
        "missing": message("what a missing score does"),
        "places": message("the number of decimals of the total"),
        "tie_breaks": message("what decides ties"),
        "total": message("the points of a full score"),
        "pass_mark": message("the pass mark"),
        "source": message("the source of the scoring"),
    },
    "promotion.StatusCondition": {
        "condition": message("what the condition looks at"),
        "any_of": message("the status allowed"),
    },
    "promotion.TenureCondition": {
        "condition": message("what the condition looks at"),
        "clock": message("where time counts"),
        "at_least": message("the least time"),
    },
    "promotion.GradeCondition": {
        "condition": message("what the condition looks at"),
        "any_of": message("the grades allowed"),
    },
    "promotion.SkillCondition": {
        "condition": message("what the condition looks at"),
        "all_of": message("the skills asked for"),
    },
    "promotion.AgreementCondition": {
        "condition": message("what the condition looks at"),
        "all_of": message("the agreements asked for"),
    },
    "promotion.ColumnCondition": {
        "condition": message("what the condition looks at"),
        "column": message("the column read"),
        "at_least": message("the least value"),
        "at_most": message("the largest value"),
        "any_of": message("the words allowed"),
    },
    "promotion.JudgementCondition": {
        "condition": message("what the condition looks at"),
        "column": message("the column read"),
        "judge": message("who judges"),
    },
    "promotion.Requirement": {
        "id": ID,
        "name": NAME,
        "rule": message("the rule"),
        "waiver": message("who may waive it"),
        "source": SOURCE,
        "notes": NOTES,
    },
    "promotion.Step": {
        "id": ID,
        "name": NAME,
        "act": message("the act"),
        "actor": message("who acts"),
        "duration": message("the longest time"),
        "form": message("the form"),
        "source": SOURCE,
    },
    "promotion.Window": {
        "month": message("the month"),
        "opens": message("the opening day"),
        "closes": message("the closing day"),
        "takes_effect": message("the day of effect"),
        "source": SOURCE,
    },
    "promotion.Probation": {
        "lasts": message("the length of the trial"),
        "name": message("the name of the trial"),
        "source": message("the source of the trial"),
    },
    "promotion.ReviewCondition": {
        "condition": message("what the condition looks at"),
        "review": message("the review looked at"),
        "at_least": message("the grade needed"),
        "in_a_row": message("the results needed in a row"),
    },
    "promotion.DisciplineCondition": {
        "condition": message("what the condition looks at"),
        "measures": message("the punishments that count"),
        "blocks": message("how long a punishment blocks"),
        "offset": message("what lifts a punishment"),
    },
    "promotion.TrainingCondition": {
        "condition": message("what the condition looks at"),
        "all_of": message("the courses asked for"),
        "within": message("how long ago a course may be"),
    },
    "promotion.RotatedPostsCondition": {
        "condition": message("what the condition looks at"),
        "at_least": message("the number of posts needed"),
        "posts": message("the posts that count"),
        "stint_at_least": message("the shortest stint that counts"),
    },
    "promotion.TakesEffect": {
        "month": message("the month of the day of effect"),
        "day": message("the day of effect in its month"),
    },
    "promotion.Acting": {
        "limit": message("the longest time of acting"),
        "steps": message("the steps of acting"),
        "otherwise": message("what follows acting without success"),
        "source": message("the source of acting"),
    },
    "promotion.Demotion": {
        "measure": message("what shows that one is unfit"),
        "decided_by": message("who decides on demotion"),
        "appeal_to": message("who decides on objections to demotion"),
        "appeal_within": message("the time for objections to demotion"),
        "written": message("the written agreement to demotion"),
        "source": message("the source of demotion"),
    },
})  # fmt: skip
