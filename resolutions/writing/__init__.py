"""The only code that writes documents.

Four modules write them: ``ingest`` (new texts), ``corrections`` with ``citation_corrections`` (manual corrections),
``catalogue`` (stubs and catalogue facts) and ``similar_paragraphs``. ``status`` publishes and withdraws.
``publish`` runs these changes and updates the index after the commit.
"""
