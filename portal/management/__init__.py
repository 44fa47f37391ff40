"""Commands that prepare and look after a server."""
