#!/bin/sh
# Entry point of the container nginx: write the site of deploy/nginx.conf for two portals and the names of ALLOWED_HOSTS.
# SITE, TARGET, CERTIFICATES and PORTALS are for tests/ops/test_nginx.py.
set -eu
site=${SITE:-/etc/portal/nginx.conf}
target=${TARGET:-/etc/nginx/conf.d/portal.conf}
certificates=${CERTIFICATES:-/run/secrets}
names=$(printf %s "$ALLOWED_HOSTS" | tr ',' ' ')
servers=
for portal in ${PORTALS:-portal:8000 portal2:8000}; do
    servers="$servers server $portal max_fails=1 fail_timeout=10s;"
done
# ip_hash: a reader stays on one portal, so an editor finds at once what was published there.
sed -e "s|server 127.0.0.1:8000;|ip_hash;$servers|" \
    -e "s|server_name portal.example.org;|server_name $names;|" \
    -e "s|/etc/letsencrypt/live/portal.example.org|$certificates|" \
    -e "s|access_log /var/log/nginx/portal.log portal;|access_log /dev/stdout portal;|" \
    "$site" > "$target"
