# syntax=docker/dockerfile:1
# SIEM Connect in a container. Nobody has built it where this repository is tested, which has no container engine; the tree that
# it holds is started there alone, read-only and without privileges (e2e/commands/standalone.spec.ts).
#
#   docker build -t siem-connect .                          the portal
#   docker build -t siem-connect-tools --target build .     with npm run check, backup, restore, move-database, audit

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN SIEM_CONNECT_OUTPUT=standalone npm run build && npm run standalone -- /portal && mkdir /data

# Libraries of C and no shell, no package manager.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build --chown=root:root /portal /app
COPY --from=build --chown=nonroot:nonroot /data /data
WORKDIR /app
USER nonroot
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data \
  NEXT_MANUAL_SIG_HANDLE=true NEXT_TELEMETRY_DISABLED=1 \
  NODE_OPTIONS="--max-old-space-size=384 --max-semi-space-size=8 --disable-sigusr1" \
  MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
EXPOSE 3000
VOLUME /data
HEALTHCHECK --start-period=60s --timeout=6s \
  CMD ["/usr/local/bin/node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/usr/local/bin/node"]
CMD ["server/main.mjs", "start"]
