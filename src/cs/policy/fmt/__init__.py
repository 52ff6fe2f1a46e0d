"""`cs policy fmt`: policies in their one layout."""
