import type { ClassCard } from '@synposium/protocol'
import { checkTitle } from '@synposium/protocol/names'
import { newClass } from '@synposium/protocol/schemas'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createClass } from '../classes/create-class.ts'
import { clientAddress } from '../door/client-address.ts'
import { Budget } from '../limits/budget.ts'
import { type ClassRow, hashToken, newToken } from '../store/index.ts'
import { TEACHER_COOKIE } from '../teacher-cookie.ts'
import type { ApiParts } from './api.ts'
import { readBody } from './guard.ts'
import { Problem } from './problem.ts'

const A_YEAR = 365 * 24 * 60 * 60

/** Making classes, and the list of one's own. */
export function routeClasses(app: FastifyInstance, parts: ApiParts): void {
  const { store, limits } = parts
  const creations = new Budget(limits.classesPerAddress)

  app.post('/classes', async (request, reply): Promise<ClassCard> => {
    const body = readBody(newClass, request.body)
    const title = checkTitle(body.name)
    if (!title.ok) throw new Problem(title.code, { field: 'name' })
    if (!creations.take(clientAddress(request.raw, parts.trustedProxies))) throw new Problem('request.too-many')
    const teacherHash = await teacherOf(request, reply, parts)
    const created = await createClass(parts, { ...body, name: title.name }, { teacherHash, now: parts.now() })
    if (!created.ok)
      throw new Problem('request.invalid', { issues: [{ path: 'lesson', expected: 'a lesson that exists' }] })
    const { id, code, name } = created.room.picture.classroom
    reply.code(201)
    return { id, name, code, createdAt: parts.now(), ended: false, students: 0 }
  })

  app.get('/classes', async (request): Promise<ClassCard[]> => {
    const token = request.cookies[TEACHER_COOKIE]
    const rows = token ? await store.classesOfTeacher(hashToken(token)) : []
    return Promise.all(rows.map((row) => cardOf(row, parts)))
  })
}

async function cardOf(row: ClassRow, { store }: ApiParts): Promise<ClassCard> {
  const { id, name, code, createdAt, endedAt } = row
  return { id, name, code, createdAt, ended: endedAt !== null, students: (await store.people(id)).length }
}

/** The owner's token hash: of the cookie that came, or of a new one that goes back. */
async function teacherOf(request: FastifyRequest, reply: FastifyReply, parts: ApiParts): Promise<string> {
  const known = request.cookies[TEACHER_COOKIE]
  if (known !== undefined && known.length >= 32 && known.length <= 100) {
    const hash = hashToken(known)
    const classes = await parts.store.classesOfTeacher(hash)
    if (classes.filter(({ endedAt }) => endedAt === null).length >= parts.limits.openClassesPerTeacher)
      throw new Problem('request.too-many')
    // A cookie that no class knows may have been planted (session fixation): it is replaced.
    if (classes.length > 0) return hash
  }
  const token = newToken()
  reply.setCookie(TEACHER_COOKIE, token, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: parts.https,
    maxAge: A_YEAR,
  })
  return hashToken(token)
}
