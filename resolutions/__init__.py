"""The portal's application: documents, their citations, pages and the editors' desk."""
