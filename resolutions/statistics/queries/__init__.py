"""What statistics and lists ask the database; each function states its queries."""
