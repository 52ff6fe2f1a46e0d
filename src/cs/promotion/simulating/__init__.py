"""What would a policy do in the coming years? A seeded model of staff, reviews and rounds."""
