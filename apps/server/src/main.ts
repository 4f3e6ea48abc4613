import { serverUrls } from './addresses.ts'
import { type App, buildApp } from './app.ts'
import { BadEnvironment, type Config, readConfig } from './config.ts'
import { DataDirInUse, MigrationRefused, openStore, type Store, StoreUnavailable } from './store/index.ts'

/** A stop that takes longer than this is given up, in ms. */
const STOP_WITHIN = 5_000

/** What an operator can put right: the message is enough, a stack would only frighten. */
function explainFailure(error: unknown): string {
  if (
    error instanceof BadEnvironment ||
    error instanceof DataDirInUse ||
    error instanceof MigrationRefused ||
    error instanceof StoreUnavailable
  )
    return error.message
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRINUSE')
      return 'Another program listens on this port. Set PORT to another one, e.g. PORT=3001.'
    if (error.code === 'EACCES') return 'This port needs more rights. Set PORT to one above 1023.'
    if (error.code === 'EADDRNOTAVAIL')
      return 'This machine has no such address. Set HOST to one it has, or to 0.0.0.0.'
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function announce(config: Config, port: number): void {
  const { here, lan } = serverUrls(config.host, port, config.publicUrl)
  const lines = ['', '  Synposium is running.', '', `  On this machine   ${here}`]
  for (const [index, url] of lan.entries())
    lines.push(`  ${index === 0 ? 'For the class    ' : '              or '} ${url}`)
  if (lan.length === 0)
    lines.push(
      '  For the class     not reachable from other machines (HOST is a local address, or there is no network)',
    )
  lines.push('', '  Stop with Ctrl-C.', '')
  console.log(lines.join('\n'))
}

function stopOnSignals(app: App, store: Store): void {
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(130)
    stopping = true
    setTimeout(() => process.exit(1), STOP_WITHIN).unref()
    await app.stop()
    await store.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
}

/** The last resort: a fault that no fence has caught is noted, and the classes go on. Their state is only ever what was stored. */
function survive(app: App): void {
  process.on('uncaughtException', (error) => app.http.log.error({ err: error }, 'uncaught exception'))
  process.on('unhandledRejection', (error) => app.http.log.error({ err: error }, 'unhandled rejection'))
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const { dataDir, databaseUrl } = config
  const store = await openStore({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const app = await buildApp({ config, store })
  survive(app)
  stopOnSignals(app, store)
  announce(config, await app.listen())
}

main().catch((error) => {
  console.error(explainFailure(error))
  process.exit(1)
})
