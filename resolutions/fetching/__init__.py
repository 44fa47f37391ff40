"""Fetch files from the servers of the United Nations: allowed hosts only, slowly, within limits of size and time.

``resolutions.fetching.configured`` builds the client of the portal's settings. Nothing else opens a connection to
another server.
"""

from resolutions.fetching.client import FetchClient, FetchedFile, FetchLimits
from resolutions.fetching.errors import FailureReason, FetchError
from resolutions.fetching.hosts import HostPolicy

__all__ = ["FailureReason", "FetchClient", "FetchError", "FetchLimits", "FetchedFile", "HostPolicy"]
