"""Too few agents can enter a post in time

A post needs a least number of agents at all times. Those who may be there after the next changeover
are the agents now at the post, and those who hold (or learn in their present stint, or in a course)
the skills that it requires and have signed its agreement. If they are fewer than the least
headcount, the post stays short.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 0..4}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 2..3, requires: 粤语}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 0..4, teaches: 粤语}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 2..3, requires: 粤语}
    ```

Staff:

    ```csv
    id,name,post,skills
    A1,甲,presale,
    A2,乙,presale,
    A3,丙,complaints,粤语
    A4,丁,presale,
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.agents import Agent
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.rotation.policy import Post, RotationPolicy
from cs.rotation.staffing import rotating


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post with fewer agents who can be there than its least headcount."""
    if policies.staff is None:
        return
    for document in policies.of(RotationPolicy):
        policy = document.policy
        agents = rotating(policy, policies.staff)
        at_course = frozenset(fold(skill) for course in policy.courses for skill in course.teaches)
        posts = {fold(word): post for post in policy.posts for word in (post.id, post.name)}
        for number, post in enumerate(policy.posts):
            if not post.requires and post.agreement is None:
                continue
            able = sum(_can_be_there(agent, post, posts, at_course) for agent in agents)
            if len(agents) < post.headcount.low or able >= post.headcount.low:
                continue  # too few agents altogether is ROT009
            place = document.place.at("posts", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{post} needs {least} agents; of {count} who rotate, {able} may be there after "
                    "the next changeover.",
                    post=post.name,
                    least=post.headcount.low,
                    count=len(agents),
                    able=able,
                ),
                place / ("requires" if post.requires else "agreement"),
                expected=message("{least} agents or more who may enter", least=post.headcount.low),
                mend=message(
                    "Add a course that teaches what is required, have the agreement signed, or "
                    "lower the headcount."
                ),
                related=(
                    Related(
                        place / "headcount",
                        message("The headcount is {headcount}.", headcount=post.headcount),
                    ),
                    *_reasons(place, post, agents),
                ),
            )


def _can_be_there(
    agent: Agent, post: Post, posts: dict[str, Post], at_course: frozenset[str]
) -> bool:
    now = posts.get(fold(agent.post or ""))
    if now is not None and now.id == post.id:
        return True
    known = at_course | {fold(skill) for skill in agent.skills}
    if now is not None:
        known |= {fold(skill) for skill in now.teaches}
    signed = {fold(word) for word in agent.agreements}
    return known.issuperset(map(fold, post.requires)) and (
        post.agreement is None or fold(post.agreement) in signed
    )


def _reasons(place: Place, post: Post, agents: tuple[Agent, ...]) -> Iterator[Related]:
    for skill in post.requires:
        yield Related(
            place / "requires",
            message(
                "Agents who hold {skill} now: {count}.",
                skill=skill,
                count=sum(fold(skill) in map(fold, agent.skills) for agent in agents),
            ),
        )
    if post.agreement is not None:
        yield Related(
            place / "agreement",
            message(
                "Agents who have signed {agreement}: {count}.",
                agreement=post.agreement,
                count=sum(fold(post.agreement) in map(fold, one.agreements) for one in agents),
            ),
        )


RULE = Rule("ROT020", "too-few-may-enter", Severity.WARNING, check)
