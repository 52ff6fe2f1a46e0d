"""Rules across documents of several domains; what one document says of another."""
