import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Plan } from '@synposium/classroom'
import type { ClassCard, Joined } from '@synposium/protocol'
import { type App, buildApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/limits/limits.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { type Client, type DoorName, knock } from './client.ts'

/** Where a server is, and what the tests ask of it over HTTP. */
export class School {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  async post(route: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const all = { 'content-type': 'application/json', ...headers }
    return fetch(`${this.url}/api/v1${route}`, { method: 'POST', headers: all, body: JSON.stringify(body) })
  }

  async get(route: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}${route}`, { headers })
  }

  /** A class with the cookie that owns it. */
  async newClass(plan: Plan = 'solo', lesson = 'whole-story'): Promise<TestClass> {
    const response = await this.post('/classes', { name: 'Networks', lesson, plan })
    if (response.status !== 201) throw new Error(`no class: ${response.status} ${await response.text()}`)
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return new TestClass(this, (await response.json()) as ClassCard, cookie)
  }

  connect(door: DoorName, options: { cookie?: string; origin?: string } = {}): Promise<Client> {
    return knock(door, this.url, options)
  }
}

export class TestClass {
  readonly school: School
  readonly card: ClassCard
  readonly cookie: string

  constructor(school: School, card: ClassCard, cookie: string) {
    this.school = school
    this.card = card
    this.cookie = cookie
  }

  async join(name: string): Promise<Joined> {
    const response = await this.school.post('/join', { code: this.card.code, name })
    if (response.status !== 201) throw new Error(`not joined: ${response.status} ${await response.text()}`)
    return (await response.json()) as Joined
  }

  /** The teacher's connection, welcomed. */
  async teacher(door: DoorName = 'websocket'): Promise<Client> {
    const client = await this.school.connect(door, { cookie: this.cookie })
    client.send({ type: 'hello', version: 1, teacher: this.card.id })
    await client.next('welcome')
    return client
  }

  /** A student's connection, welcomed. */
  async student(door: DoorName, { token }: Pick<Joined, 'token'>, lastSeq?: number): Promise<Client> {
    const client = await this.school.connect(door)
    client.send({ type: 'hello', version: 1, token, ...(lastSeq === undefined ? {} : { lastSeq }) })
    await client.next('welcome')
    return client
  }

  async projector(door: DoorName = 'websocket', language?: string): Promise<Client> {
    const client = await this.school.connect(door)
    client.send({ type: 'hello', version: 1, projector: this.card.code, ...(language ? { language } : {}) })
    await client.next('welcome')
    return client
  }
}

export interface LocalSchool extends School {
  readonly app: App
  readonly store: Store
  close(): Promise<void>
}

/** Variables of the environment for a server that only this machine reaches, on a free port. */
const LOCAL = { HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'silent' }

export interface SchoolOptions {
  readonly limits?: Partial<Limits>
  readonly config?: Partial<Config>
  readonly webRoot?: string
  /** In the place of the embedded database. */
  readonly wrapStore?: (store: Store) => Store
}

/** A server inside this process, with a database of its own. */
export async function openSchool(options: SchoolOptions = {}): Promise<LocalSchool> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'synposium-server-'))
  const store = (options.wrapStore ?? ((same) => same))(await openStore({ dataDir }))
  const config = { ...readConfig({ ...LOCAL, DATA_DIR: dataDir }), ...options.config }
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const webRoot = options.webRoot ?? path.join(dataDir, 'no-web-app')
  const app = await buildApp({ config, store, limits, webRoot })
  const port = await app.listen()
  const close = async () => {
    await app.stop()
    await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return Object.assign(new School(`http://127.0.0.1:${port}`), { app, store, close })
}
