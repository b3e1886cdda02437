# Lithograph as an image: `docker build -t lithograph .`; docker-compose.yml runs it beside Neo4j.
FROM python:3.12-slim-bookworm AS build
RUN pip install --no-cache-dir --disable-pip-version-check uv==0.13.8
WORKDIR /source
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY corpus corpus
COPY extraction extraction
COPY graph graph
COPY api api
COPY ingest ingest
# What runs, without the tools for developers, in the versions of requirements.lock.
RUN uv venv --no-project /opt/lithograph \
    && uv pip install --no-cache --compile-bytecode --python /opt/lithograph --constraint requirements.lock .

FROM python:3.12-slim-bookworm
COPY --from=build /opt/lithograph /opt/lithograph
RUN useradd --system --uid 10001 --no-create-home lithograph && install -d -o lithograph /data
ENV PATH=/opt/lithograph/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["lithograph"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
