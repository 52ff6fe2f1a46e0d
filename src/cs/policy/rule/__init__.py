"""`cs policy rule`: the pages of codes."""
