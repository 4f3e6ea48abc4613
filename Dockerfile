# The server with its pages. `docker compose up` runs it with PostgreSQL; alone it keeps its data in the volume /data.
FROM node:20-slim AS base
WORKDIR /synposium
RUN npm install --global pnpm@12.21.0

# What the server needs to run, without what builds it.
FROM base AS packages
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/server/package.json apps/server/
COPY packages/tcp/package.json packages/tcp/
COPY packages/classroom/package.json packages/classroom/
COPY packages/protocol/package.json packages/protocol/
RUN pnpm install --frozen-lockfile --prod --filter @synposium/server...

FROM base AS build
COPY . .
RUN pnpm install --frozen-lockfile && node scripts/build.mjs

FROM node:20-slim
WORKDIR /synposium
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
VOLUME /data
COPY --from=packages /synposium ./
COPY --from=build /synposium/apps/server/dist apps/server/dist
COPY --from=build /synposium/apps/web/dist apps/web/dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/dist/main.js"]
