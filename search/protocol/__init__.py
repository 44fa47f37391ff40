"""The portal's side of a search engine: questions, answers, documents, errors, and the protocol of engines."""
