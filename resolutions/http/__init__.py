"""HTTP concerns shared by the views: document lookup by address, etags, request size, refusals, CSV responses."""
