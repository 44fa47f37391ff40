"""Loading of whole collections of texts: data sets and dumps (see ``resolutions.management``)."""
