"""Work of the editors, without its pages: uploads, previews, versions, worklist, repair (see ``resolutions.admin``)."""
