"""`cs policy`: checking policies and explaining what was found."""
