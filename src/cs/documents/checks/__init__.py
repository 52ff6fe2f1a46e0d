"""Rules about the texts of any document, whatever its kind; one module each."""
