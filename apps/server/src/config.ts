import { z } from 'zod'

/** What the environment decides. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** `postgresql://…`; absent: the embedded database in `dataDir`. */
  readonly databaseUrl?: string
  /** The origin under which browsers reach this server when it is behind a proxy, e.g. `https://tcp.school.example`. */
  readonly publicUrl?: string
  readonly logLevel: LogLevel
  /** How many proxies in front of this server may be believed when they say who asked (X-Forwarded-For). */
  readonly trustedProxies: number
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A variable of the environment that cannot be used; the message names it and says what was expected. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment'
}

/** Each variable with its schema and, in words, what was expected. An empty variable counts as not set. */
const VARIABLES = {
  PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().max(65_535)),
    expected: 'a port number, 0 to 65535',
  },
  HOST: {
    schema: z.string().regex(/^[\w.:-]{1,255}$/),
    expected: 'an IP address or host name to listen on, such as 0.0.0.0',
  },
  DATA_DIR: { schema: z.string().refine((path) => !path.includes('\0')), expected: 'the path of a directory' },
  DATABASE_URL: {
    schema: z.string().refine((url) => protocolOf(url) === 'postgresql:' || protocolOf(url) === 'postgres:'),
    expected: 'a PostgreSQL address, postgresql://user:password@host:5432/database',
  },
  PUBLIC_URL: {
    schema: z
      .string()
      .refine(isOrigin)
      .transform((url) => new URL(url).origin),
    expected: 'the http or https address of this server without a path, such as https://tcp.school.example',
  },
  LOG_LEVEL: { schema: z.enum(LOG_LEVELS), expected: `one of ${LOG_LEVELS.join(', ')}` },
  TRUSTED_PROXIES: {
    schema: z.string().regex(/^\d$/).transform(Number),
    expected: 'the number of proxies in front of this server, 0 to 9',
  },
} as const

function protocolOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).protocol : null
}

function isOrigin(url: string): boolean {
  if (!URL.canParse(url)) return false
  const parsed = new URL(url)
  const bare = parsed.pathname === '/' && parsed.search === '' && parsed.hash === '' && parsed.username === ''
  return bare && (parsed.protocol === 'http:' || parsed.protocol === 'https:')
}

/** Reads the environment. Throws BadEnvironment for the first variable that cannot be used. Values are never repeated: one may hold a password. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = <Name extends keyof typeof VARIABLES>(name: Name) => {
    const value = env[name]
    if (value === undefined || value === '') return undefined
    const parsed = VARIABLES[name].schema.safeParse(value)
    if (!parsed.success) throw new BadEnvironment(`${name} must be ${VARIABLES[name].expected}.`)
    return parsed.data as z.output<(typeof VARIABLES)[Name]['schema']>
  }
  const databaseUrl = read('DATABASE_URL')
  const publicUrl = read('PUBLIC_URL')
  return {
    port: read('PORT') ?? 3000,
    host: read('HOST') ?? '0.0.0.0',
    dataDir: read('DATA_DIR') ?? './data',
    logLevel: read('LOG_LEVEL') ?? 'warn',
    trustedProxies: read('TRUSTED_PROXIES') ?? 0,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  }
}
