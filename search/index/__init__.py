"""The index on disk: codec, segments, snapshots, maintenance. Pure Python over Whoosh."""
