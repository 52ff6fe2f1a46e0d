"""Does the candidate hold all the skills, and on the levels asked for?

Tables write a skill with its level as `skill:3`. A skill without a level counts where no level is
asked for; where one is, the level is not known.
"""

from cs.kernel.messages import Message, message
from cs.kernel.skills import split_levels
from cs.promotion.conditions.condition import Condition, Way, folded, today_of
from cs.promotion.conditions.held import judge_held, lacking_of
from cs.promotion.policy import SkillCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(rule: SkillCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    items = tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)
    names, stated = split_levels(items)
    if not rule.levels:
        return judge_held(rule.all_of, names)
    needed = tuple(
        message("{skill} at level {level}", skill=each.skill, level=each.level)
        for each in rule.levels
    )
    held = {folded(name) for name in names}
    levels: dict[str, int] = {}
    for name, level in stated:
        levels[folded(name)] = max(level, levels.get(folded(name), level))
    lacking: list[Message | str] = [each for each in rule.all_of if folded(each) not in held]
    unknown: list[str] = []
    for each, text in zip(rule.levels, needed, strict=True):
        skill = folded(each.skill)
        if skill in levels and levels[skill] >= each.level:
            continue
        if skill in held and skill not in levels:
            unknown.append(each.skill)
        elif skill in held:
            lacking.append(message("{needed} (is at {level})", needed=text, level=levels[skill]))
        else:
            lacking.append(text)
    if lacking:
        return Verdict.UNMET, message(
            "lacks {lacking}; needed: {needed}",
            lacking=tuple(lacking),
            needed=(*rule.all_of, *needed),
        )
    if unknown:
        return Verdict.UNKNOWN, message(
            "the level is not stated of {skills}; needed: {needed}",
            skills=tuple(unknown),
            needed=(*rule.all_of, *needed),
        )
    return Verdict.MET, message("holds {needed}", needed=(*rule.all_of, *needed))


def _ways(rule: SkillCondition, value: FactValue, context: Context) -> list[tuple[Way, ...]]:
    items = tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)
    names, stated = split_levels(items)
    levels: dict[str, int] = {}
    for name, level in stated:
        levels[folded(name)] = max(level, levels.get(folded(name), level))
    today = today_of(context)
    ways = [Way(message("learn {skill}", skill=each), today)
            for each in lacking_of(rule.all_of, names)]  # fmt: skip
    ways += [
        Way(message("bring {skill} to level {level}", skill=each.skill, level=each.level), today)
        for each in rule.levels
        if levels.get(folded(each.skill), -1) < each.level
    ]
    return [tuple(ways)]


SKILLS = Condition(
    model=SkillCondition,
    fact=lambda rule: "skills",
    judge=_judge,
    unknown=lambda rule: message("no skills are stated"),
    ways=_ways,
)
