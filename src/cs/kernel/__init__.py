"""What every domain shares; imports nothing of ours."""
