"""Promotion: who is eligible, how candidates score, who is proposed."""
