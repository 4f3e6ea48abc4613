import { type HttpError, type HttpErrorCode, httpErrorText, type Issue } from '@synposium/protocol'

const STATUS: Readonly<Record<HttpErrorCode, number>> = {
  'request.invalid': 400,
  'request.too-large': 413,
  'request.too-many': 429,
  'request.foreign-origin': 403,
  'route.unknown': 404,
  'class.unknown': 404,
  'class.locked-out': 403,
  'name.taken': 409,
  'name.unsuitable': 422,
  'name.length': 422,
  'teacher.required': 401,
  internal: 500,
}

interface Details {
  readonly field?: string
  readonly suggestion?: string
  readonly issues?: readonly Issue[]
}

/** A refusal on its way to the client. Thrown by routes, answered in one place. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: HttpErrorCode
  readonly details: Details

  constructor(code: HttpErrorCode, details: Details = {}) {
    super(httpErrorText(code))
    this.code = code
    this.details = details
  }

  get status(): number {
    return STATUS[this.code]
  }

  get body(): HttpError {
    return { error: { code: this.code, message: this.message, ...this.details } }
  }
}
