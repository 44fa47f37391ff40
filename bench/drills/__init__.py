"""Fault drills: each breaks a part of the portal and prints what was seen and who healed it."""
