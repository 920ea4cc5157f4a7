# The API in a container; Neo4j is a service of its own (docker-compose.yml).
FROM python:3.12-slim

RUN useradd --create-home faultgraph
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY graph graph
COPY cypher cypher
COPY engine engine
COPY seeds seeds
COPY migrations migrations
COPY api api
RUN pip install --no-cache-dir --no-deps --no-build-isolation .
USER faultgraph
EXPOSE 8000
# Migrates and seeds what is missing, then serves.
CMD ["faultgraph", "up"]
