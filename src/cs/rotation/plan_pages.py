"""The pages of what can be wrong with plan files, one an entry; see `cs.rotation.pages`."""

from cs.checking.pages import Entry
from cs.kernel.findings import Severity
from cs.rotation import codes
from cs.rotation.page_entries import PLAN, STAFF, entry

PLAN_ENTRIES: tuple[Entry, ...] = (
    entry(
        codes.NOT_A_PLAN,
        "not-a-plan",
        """The file is no rotation plan

`cs rotate verify` reads what `cs rotate plan --out` writes as .json or .csv, and tables of that
form that were edited by hand: a row a stint, with the columns agent, post, from and to. The file
is something else, is damaged, or holds no stint.""",
        "plan",
        "agent,post,from,to",
        PLAN,
    ),
    entry(
        codes.PLAN_NOT_ROTATING,
        "planned-agent-does-not-rotate",
        """A plan moves an agent who does not rotate

The id is mistyped, the agent has left, or the staff table has a post for the agent that the policy
does not name. Correct the id, or remove the stint.""",
        "plan",
        f"{PLAN}E010,presale,2026-12-01,2027-02-28",
        PLAN,
    ),
    entry(
        codes.PLAN_UNKNOWN_POST,
        "planned-post-unknown",
        """A plan names a post that the policy does not have

The post is mistyped, or the policy has changed since the plan was made. Write the id or the name of
one of the posts, or plan anew.""",
        "plan",
        PLAN.replace("complaints", "complaint"),
        PLAN,
    ),
    entry(
        codes.NOT_A_CHANGEOVER,
        "not-a-changeover",
        """A planned stint does not start or end at a changeover

Changeovers are the first days of months, or Mondays where the policy has `period: week`. A stint
starts on one, and its last day is the day before a later one.""",
        "plan",
        PLAN.replace("2027-01-01", "2027-01-15"),
        PLAN,
    ),
    entry(
        codes.PLAN_OVERLAPS,
        "planned-stints-overlap",
        """Two planned stints of an agent overlap

Nobody works at two posts at the same time. Move the end of one stint or the start of the other.""",
        "plan",
        f"{PLAN}E001,presale,2027-02-01,2027-02-28",
        PLAN,
    ),
    entry(
        codes.PLAN_GAP,
        "planned-gap",
        """A plan leaves an agent without a post for a time

Every agent who rotates has a post in every period from joining to leaving. Months on leave belong
to a stint too: the post is kept.""",
        "plan",
        PLAN.replace("2027-01-01", "2027-02-01"),
        PLAN,
    ),
    entry(
        codes.PLAN_LACKS_AGENT,
        "plan-lacks-agent",
        """A plan leaves out an agent who rotates

The agent would have no post, and the headcounts would be counted wrongly. The agent is new since
the plan was made, or rows were deleted by hand.""",
        "plan",
        PLAN,
        f"{PLAN}E002,complaints,2026-12-01,2027-02-28",
        staff=f"{STAFF}\nE002,complaints,2026-11-01",
    ),
    entry(
        codes.NOT_AS_PUBLISHED,
        "not-as-published",
        """The staff table says otherwise than the published plan

What a published plan says of the past counts as served when a later plan is made, published or
verified. For a day that both speak of, the staff table has the agent at another post. The plan
counts. If the agent truly was elsewhere, publish a plan that says so; if not, mend the table.""",
        severity=Severity.WARNING,
    ),
    entry(
        codes.FIGURES_CONTRADICT,
        "figures-contradict-stints",
        """A plan file states other figures than its stints come to

Beside the stints, a plan's JSON file has what follows from them: headcounts, overdue and deviating
stints, goals, the objective, and how far its bound leaves it from the best. The file was made from
the tables and policies of today, so both must agree; a part of it was changed by hand. Change the
stints alone, in the CSV file, or plan anew.""",
    ),
)
