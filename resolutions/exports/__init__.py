"""What readers take along: references in the formats of their own tools, records, and everything in bulk."""
