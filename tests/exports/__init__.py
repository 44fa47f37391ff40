"""What readers take along: references, lists, bulk files, feeds, the finder."""
