# Image of the portal for a server; docker-compose.yml adds PostgreSQL. `make image-check` builds and runs it.
FROM python:3.11-slim AS base

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DATA_DIR=/data HOST=0.0.0.0 PORT=8000

RUN groupadd --gid 10001 portal \
    && useradd --uid 10001 --gid portal --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin portal

WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes --requirement requirements.txt

# Compiled kernels of the search; without them it answers the same, only slower (docs/decisions/compiled-kernels.md).
FROM base AS kernels
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev
COPY requirements-build.txt .
RUN pip install --require-hashes --requirement requirements-build.txt
COPY search/kernels search/kernels
RUN python -m search.kernels.build

FROM base
# Character recognition of scanned pages: none, tesseract (37 MB) or rapidocr (400 MB); docs/decisions/ocr.md.
ARG OCR=none
COPY requirements-ocr.txt .
RUN case "$OCR" in \
    none) ;; \
    tesseract) apt-get update && apt-get install --yes --no-install-recommends \
        tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra && rm -rf /var/lib/apt/lists/* ;; \
    rapidocr) pip install --require-hashes --requirement requirements-ocr.txt ;; \
    *) echo "OCR must be none, tesseract or rapidocr, not $OCR" >&2; exit 1 ;; \
    esac

# Conversion of old Word files (DOC): none or libreoffice (300 MB); docs/decisions/formats.md.
ARG OFFICE=none
RUN case "$OFFICE" in \
    none) ;; \
    libreoffice) apt-get update && apt-get install --yes --no-install-recommends \
        libreoffice-writer-nogui && rm -rf /var/lib/apt/lists/* ;; \
    *) echo "OFFICE must be none or libreoffice, not $OFFICE" >&2; exit 1 ;; \
    esac

COPY . .
COPY --from=kernels /app/search/kernels/compiled.* search/kernels/
# New volumes take the owner of these folders. Static files belong to root: the server only reads them.
# collectstatic needs settings but no real secrets.
RUN install --directory --owner=portal --group=portal /data/index /data/originals /data/export /data/cache \
    && python -m resolutions.interface.build \
    && SECRET_KEY=unused-while-building-the-image-and-guards-nothing-at-all DATABASE_URL=postgres:///unused \
    python manage.py collectstatic --noinput

USER 10001:10001
EXPOSE 8000
ENTRYPOINT ["/app/portal/docker-start.sh"]
