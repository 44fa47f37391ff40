"""Jobs in PostgreSQL: start, cancel and retry them, and run them in a worker (docs/decisions/jobs.md)."""
