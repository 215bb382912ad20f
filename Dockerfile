# Builds Muster and packs the one binary into a small image that runs as nobody in particular.
#
#   docker build --tag muster .
#   docker run --rm --publish 127.0.0.1:7878:7878 --env MUSTER__WEB__ADMIN_TOKEN=$(openssl rand -hex 16) --volume muster:/var/lib/muster muster

FROM rust:1.95-slim-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl make \
    && rm -rf /var/lib/apt/lists/* \
    && rustup component add llvm-tools
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
COPY migrations migrations
COPY src src
# The manifest names its benchmarks; they are not built.
COPY benches benches
# Everything that the binary embeds.
COPY config config
COPY templates templates
COPY examples/profiles examples/profiles
COPY tools/build-profiled.sh tools/build-profiled.sh
RUN tools/build-profiled.sh

FROM debian:bookworm-slim
# Other sites are asked by TLS, and the slim image knows nobody's certificates.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/muster --shell /usr/sbin/nologin muster \
    && install --directory --owner muster --group muster --mode 0700 /var/lib/muster
COPY --from=build /src/target/profiled/muster /usr/local/bin/muster
USER 10001:10001
WORKDIR /var/lib/muster
ENV MUSTER__DATA__FOLDER=/var/lib/muster \
    MUSTER__WEB__LISTEN=0.0.0.0:7878 \
    MUSTER__LOG__FORMAT=json
VOLUME /var/lib/muster
EXPOSE 7878
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["muster", "healthcheck"]
ENTRYPOINT ["muster"]
CMD ["serve"]
