"""`cs policy schema`: JSON Schemas of documents, for editors."""
