"""What fields that many parts have are called."""

from cs.kernel.messages import message

SOURCE = message("the source")
NOTES = message("the note")
NAME = message("the name")
ID = message("the id")
