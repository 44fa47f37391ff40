"""Connection to the cluster: client, errors, names of indexes, bulk writes."""
