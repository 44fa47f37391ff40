"""The engine over an OpenSearch cluster, for several portals on one database (docs/decisions/opensearch.md)."""
