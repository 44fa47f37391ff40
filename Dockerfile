# Image of the portal for a server; docker-compose.yml adds PostgreSQL.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DATA_DIR=/data HOST=0.0.0.0 PORT=8000

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin portal

WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes --requirement requirements.txt

COPY . .
# New volumes take the owner of these folders. collectstatic needs settings but no real secrets.
RUN install --directory --owner=portal --group=portal /data /data/index /data/originals \
    && SECRET_KEY=unused-while-building DATABASE_URL=postgres:///unused python manage.py collectstatic --noinput

USER portal
EXPOSE 8000
ENTRYPOINT ["/app/portal/docker-start.sh"]
