"""Running the portal on one's own machine: environment, embedded PostgreSQL, steps, server. No server needs this."""
