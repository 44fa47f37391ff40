#!/bin/sh
# Entry point of the container: bring tables and index up to date, then serve.
set -eu
python manage.py prepare
exec gunicorn --config portal/gunicorn_conf.py portal.wsgi
