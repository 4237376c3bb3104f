# syntax=docker/dockerfile:1.7
# All images of the platform: docker build --target collector|processor|loader|runner|redshift|setup .
#
# Every program lies in /opt/clickstream/<program> and runs as user 10001 with a read-only root: it writes to /var/lib/clickstream
# and to /tmp only. Both are declared as volumes, since a volume of Fargate's belongs to root unless the image says whose it is.
# RocksDB, the compression codecs and PostgreSQL unpack native code to /tmp, so a tmpfs there must be mounted with exec.
#
#   --build-arg AOT=none      leaves the training run out (quicker to build, programs start slower)
#   --build-arg VERSION=1.2.3 --build-arg REVISION=$(git rev-parse HEAD)   label the images

# ---- build ------------------------------------------------------------------------------------------------------
FROM maven:3.9.16-eclipse-temurin-25-noble AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
ENV MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
WORKDIR /build
COPY . .
# The jars are taken out of the cache before this step ends: later stages do not see it.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -Dstyle.color=never --no-transfer-progress package -am \
        -Dmaven.test.skip=true -Dmdep.analyze.skip=true -Dspotless.check.skip=true \
        -pl event-collector-lambda,stream-processor,warehouse-loader,local-redshift,local-platform,platform-cli && \
    images/lay-out event-collector-lambda /opt/clickstream/collector && \
    images/lay-out stream-processor /opt/clickstream/processor && \
    images/lay-out warehouse-loader /opt/clickstream/loader && \
    images/lay-out local-redshift /opt/clickstream/redshift && \
    images/setup/lay-out-setup /opt/clickstream/setup && \
    images/training/lay-out-platform /opt/clickstream/local-platform

# ---- what every Java program stands on ----------------------------------------------------------------------------
FROM eclipse-temurin:25.0.4_7-jre-noble AS java
RUN groupadd --gid 10001 clickstream && \
    useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin clickstream && \
    install -d -o 10001 -g 10001 -m 0750 /var/lib/clickstream
COPY images/jvm.flags images/healthy /opt/clickstream/
USER 10001:10001
WORKDIR /
STOPSIGNAL SIGTERM

# ---- AOT caches: the real programs against the real local platform, in the very JVM and layout of the images --------
FROM java AS training
ARG AOT=train
COPY --from=build /opt/clickstream /opt/clickstream
COPY images/training /training
RUN mkdir /tmp/caches && \
    if [ "$AOT" = train ]; then /training/train /tmp/caches; \
    else touch /tmp/caches/collector.aot /tmp/caches/processor.aot /tmp/caches/loader.aot; fi

# ---- the programs -----------------------------------------------------------------------------------------------
FROM java AS program
ARG VERSION=1.0.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.vendor="clickstream" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

FROM program AS collector
LABEL org.opencontainers.image.title="clickstream-collector" \
      org.opencontainers.image.description="HTTP in, Kafka out"
COPY --from=build /opt/clickstream/collector /opt/clickstream/collector
COPY --from=training /tmp/caches/collector.aot /opt/clickstream/collector/program.aot
VOLUME ["/tmp"]
EXPOSE 8080
ENTRYPOINT ["java", "-XX:AOTCache=/opt/clickstream/collector/program.aot", "@/opt/clickstream/jvm.flags", \
            "@/opt/clickstream/collector/class-path", "dev.clickstream.collector.Main"]

FROM program AS processor
LABEL org.opencontainers.image.title="clickstream-processor" \
      org.opencontainers.image.description="The stream services: workflows, groups and the DynamoDB sink"
COPY --from=build /opt/clickstream/processor /opt/clickstream/processor
COPY --from=training /tmp/caches/processor.aot /opt/clickstream/processor/program.aot
ENV PROCESSOR_STATE_DIR=/var/lib/clickstream
VOLUME ["/var/lib/clickstream", "/tmp"]
ENTRYPOINT ["java", "-XX:AOTCache=/opt/clickstream/processor/program.aot", "@/opt/clickstream/jvm.flags", \
            "@/opt/clickstream/processor/class-path", "dev.clickstream.processor.Main"]

FROM program AS loader
LABEL org.opencontainers.image.title="clickstream-loader" \
      org.opencontainers.image.description="Kafka to Parquet to S3 to COPY, exactly once"
COPY --from=build /opt/clickstream/loader /opt/clickstream/loader
COPY --from=training /tmp/caches/loader.aot /opt/clickstream/loader/program.aot
ENV LOADER_WORK_DIR=/var/lib/clickstream
VOLUME ["/var/lib/clickstream", "/tmp"]
ENTRYPOINT ["java", "-XX:AOTCache=/opt/clickstream/loader/program.aot", "@/opt/clickstream/jvm.flags", \
            "@/opt/clickstream/loader/class-path", "dev.clickstream.loader.Main"]

# ---- for machines without AWS -------------------------------------------------------------------------------------
FROM program AS redshift
LABEL org.opencontainers.image.title="clickstream-local-redshift" \
      org.opencontainers.image.description="A stand-in for Amazon Redshift, for tests and trying out"
COPY --from=build /opt/clickstream/redshift /opt/clickstream/redshift
VOLUME ["/var/lib/clickstream", "/tmp"]
EXPOSE 5439
ENTRYPOINT ["java", "@/opt/clickstream/jvm.flags", "@/opt/clickstream/redshift/class-path", \
            "dev.clickstream.redshift.Main", "--data", "/var/lib/clickstream"]

FROM program AS setup
LABEL org.opencontainers.image.title="clickstream-setup" \
      org.opencontainers.image.description="Makes topics, tables and default rules, and ends"
COPY --from=build /opt/clickstream/setup /opt/clickstream/setup
ENTRYPOINT ["java", "@/opt/clickstream/jvm.flags", "@/opt/clickstream/setup/class-path", \
            "dev.clickstream.cli.rules.PlatformSetup"]

# ---- dbt ----------------------------------------------------------------------------------------------------------
FROM python:3.11.16-slim-bookworm AS packages
COPY dbt-project/requirements.txt /tmp/requirements.txt
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv /opt/python && \
    /opt/python/bin/pip install --disable-pip-version-check --require-hashes --no-deps --requirement /tmp/requirements.txt

FROM python:3.11.16-slim-bookworm AS runner
RUN groupadd --gid 10001 clickstream && \
    useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin clickstream && \
    install -d -o 10001 -g 10001 -m 0750 /var/lib/clickstream
ARG VERSION=1.0.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="clickstream-runner" \
      org.opencontainers.image.description="Builds the warehouse with dbt after each load" \
      org.opencontainers.image.vendor="clickstream" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=packages /opt/python /opt/python
COPY dbt-project /opt/clickstream/dbt-project
COPY images/runner /opt/clickstream/runner
ENV PATH=/opt/python/bin:$PATH \
    PYTHONPATH=/opt/clickstream/dbt-project \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RUNNER_STATE_DIR=/var/lib/clickstream
USER 10001:10001
WORKDIR /opt/clickstream/dbt-project
VOLUME ["/var/lib/clickstream", "/tmp"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "runner"]
