import { z } from 'zod'
import { HTTP_ERROR_CODES } from '../http.ts'
import { id, language, millis } from './basics.ts'
import { plan } from './commands.ts'
import { issue } from './messages.ts'

/** Code units, not graphemes: only what keeps a body small. The rules for names are in names.ts. */
const LONGEST_NAME = 300

export const newClass = z
  .strictObject({ name: z.string().max(LONGEST_NAME), lesson: id, plan })
  .meta({ id: 'NewClass' })

export const classCard = z
  .strictObject({
    id,
    name: z.string(),
    code: z.string(),
    createdAt: millis,
    ended: z.boolean(),
    students: z.int().min(0),
  })
  .meta({ id: 'ClassCard' })

export const classCards = z.array(classCard).meta({ id: 'ClassCards' })

export const classByCode = z.strictObject({ name: z.string(), code: z.string() }).meta({ id: 'ClassByCode' })

export const join = z
  .strictObject({ code: z.string().max(32), name: z.string().max(LONGEST_NAME), language: language.exactOptional() })
  .meta({ id: 'Join' })

export const joined = z
  .strictObject({ classId: id, studentId: id, token: z.string(), name: z.string() })
  .meta({ id: 'Joined' })

export const addresses = z.strictObject({ urls: z.array(z.string()) }).meta({ id: 'Addresses' })

export const httpError = z
  .strictObject({
    error: z.strictObject({
      code: z.enum(HTTP_ERROR_CODES),
      message: z.string(),
      field: z.string().exactOptional(),
      suggestion: z.string().exactOptional(),
      issues: z.array(issue).exactOptional(),
    }),
  })
  .meta({ id: 'HttpError' })
