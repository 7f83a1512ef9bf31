# Written with care and not built here: no container engine was at hand. See docs/operator.md.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 WEB__HOST=0.0.0.0
WORKDIR /app

COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt

COPY domain domain
COPY handlers handlers
COPY storage storage
COPY bot bot
RUN python -m compileall -q domain handlers storage bot \
    && useradd --system --uid 10001 motcua \
    && install -d -o motcua var

USER motcua
VOLUME /app/var
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('WEB__PORT', '8080')}/health/ready\", timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
