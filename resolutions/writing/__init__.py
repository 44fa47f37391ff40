"""All code that writes documents: ingest, corrections, catalogue, original files, similar paragraphs, publishing."""
