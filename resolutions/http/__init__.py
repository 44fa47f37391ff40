"""HTTP concerns shared by the views: document lookup by address, etags, request size, CSV responses."""
