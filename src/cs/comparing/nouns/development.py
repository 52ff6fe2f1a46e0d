"""What the fields of development policies are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "career.DevelopmentPolicy": {
        "levels": message("the steps of skills"),
        "skills": message("the skills"),
        "assessed_every": message("how often skills are judged"),
        "courses": message("the courses"),
        "trainings": message("the trainings"),
        "mentoring": message("the mentoring"),
        "plan": message("the career plan"),
    },
    "career.SkillLevel": {
        "level": message("the number of the step"),
        "name": NAME,
        "criterion": message("the criterion"),
    },
    "career.Skill": {
        "id": ID,
        "name": NAME,
        "family": message("the family"),
        "levels": message("the own steps of the skill"),
        "source": SOURCE,
    },
    "career.Taught": {
        "skill": message("the skill"),
        "level": message("the step reached"),
    },
    "career.Course": {
        "id": ID,
        "name": NAME,
        "family": message("the family"),
        "channel": message("the channel"),
        "teaches": message("the skills taught"),
        "after": message("the courses before it"),
        "lasts": message("the length"),
        "passed_by": message("how it is passed"),
        "paid": message("the share of the costs paid"),
        "source": SOURCE,
    },
    "career.Training": {
        "id": ID,
        "name": NAME,
        "who": message("whom it is for"),
        "lasts": message("the length"),
        "courses": message("the courses"),
        "criterion": message("the criterion"),
        "judged_by": message("who judges it"),
        "otherwise": message("what follows if it is not passed"),
        "source": SOURCE,
    },
    "career.Mentoring": {
        "mentees": message("who must have a mentor"),
        "mentors": message("who may be a mentor"),
        "levels_above": message("the levels between mentor and mentee"),
        "most_mentees": message("the most mentees of one mentor"),
        "lasts": message("the length"),
        "trained_by": message("the trainings for both"),
        "share": message("the mentees' share in the mentor's result"),
        "may_rate": message("whether mentors rate their mentees"),
        "duties": message("the duties"),
        "source": SOURCE,
    },
    "career.DevelopmentGoal": {
        "id": ID,
        "name": NAME,
        "measure": message("the measure"),
        "within": message("the time"),
        "skill": message("the skill"),
        "level": message("the step"),
        "source": SOURCE,
    },
    "career.CareerPlan": {
        "form": message("the form"),
        "weighs": message("what it weighs"),
        "reviewed_every": message("how often it is talked over"),
        "reviewed_by": message("who talks it over"),
        "goals": message("the goals"),
        "source": SOURCE,
    },
})  # fmt: skip
