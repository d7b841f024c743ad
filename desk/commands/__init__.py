"""What the owner can do with replies and keys on the command line."""
