import type { Language, LessonId, Plan } from '@synposium/classroom'

/** POST /api/v1/classes: makes a class. The answer sets the teacher's cookie where there is none. */
export interface NewClass {
  readonly name: string
  readonly lesson: LessonId
  readonly plan: Plan
}

/** One class of this teacher, as GET /api/v1/classes lists it (newest first) and POST answers it. */
export interface ClassCard {
  readonly id: string
  readonly name: string
  /** `KPT482`; shown as `KPT 482`. */
  readonly code: string
  readonly createdAt: number
  readonly ended: boolean
  readonly students: number
}

/** GET /api/v1/codes/:code: what a student may know before joining. Unknown, closed and full all answer 404 `class.unknown`. */
export interface ClassByCode {
  readonly name: string
  readonly code: string
}

/** POST /api/v1/join. Name: 1 … 16 graphemes, any script. */
export interface Join {
  readonly code: string
  readonly name: string
  readonly language?: Language
}

/** The seat token is the student's only credential: kept by the browser, never in a URL. */
export interface Joined {
  readonly classId: string
  readonly studentId: string
  readonly token: string
  /** The name as it stands in the class. */
  readonly name: string
}

/** GET /api/v1/addresses: where the class finds this server, best first, e.g. `http://192.168.1.20:3000`. */
export interface Addresses {
  readonly urls: readonly string[]
}

/** Every HTTP refusal. 400 `request.invalid` with issues, 404 `class.unknown`, 409 `name.taken` (with a suggestion), 422 `name.unsuitable`, 429 `request.too-many`. */
export interface HttpError {
  readonly error: {
    readonly code: HttpErrorCode
    readonly message: string
    readonly field?: string
    readonly suggestion?: string
    readonly issues?: readonly { readonly path: string; readonly expected: string }[]
  }
}

export const HTTP_ERROR_CODES = [
  'request.invalid',
  'request.too-large',
  'request.too-many',
  'request.foreign-origin',
  'route.unknown',
  'class.unknown',
  'class.locked-out',
  'name.taken',
  'name.unsuitable',
  'name.length',
  'teacher.required',
  'internal',
] as const
export type HttpErrorCode = (typeof HTTP_ERROR_CODES)[number]
