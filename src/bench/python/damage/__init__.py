"""What the scripts of damage have in common."""
