"""The nearest way to eligibility."""
