"""The read-only JSON API under ``/api/v1/``; its address in ``urls_exports``, its description in ``docs/api.md``."""
