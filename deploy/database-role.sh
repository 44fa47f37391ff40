#!/bin/sh
# Run once by the PostgreSQL image in an empty cluster: a role without superuser rights, and its database.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --set=password="$PORTAL_PASSWORD" \
    --username="${POSTGRES_USER:-postgres}" --dbname=postgres <<'SQL'
CREATE ROLE portal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE portal OWNER portal;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
SQL
