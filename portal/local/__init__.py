"""`make run`: environment, embedded PostgreSQL, preparation and server on one's own machine; unused on a server."""
