"""Forms of a promotion, made from its policy, and read back when they are filled in."""
