"""Posts' colours: twelve tints that a reader with colour-blindness tells apart by their lightness,
in turn; names and letters tell posts apart where colours repeat.
"""

TINTS = ("#9AD5DE", "#F6DE8D", "#A9D8A4", "#DDB3DE", "#A8BFEA", "#F0A8A0", "#C6C6C6",
         "#C9EDF2", "#FBF0C4", "#D5EED2", "#F0DDF1", "#D5E0F6")  # fmt: skip


def tint(post: int) -> str:
    """The background of a post."""
    return TINTS[post % len(TINTS)]


INK = "#1B1F24"
"""The colour of text on a tint; all of them are light."""
