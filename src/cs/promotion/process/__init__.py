"""The process of a promotion on the calendar: when each step is due, and what is late."""
