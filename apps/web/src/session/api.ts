import type {
  Addresses,
  ClassByCode,
  ClassCard,
  HttpError,
  HttpErrorCode,
  Join,
  Joined,
  NewClass,
} from '@synposium/protocol'

/** An HTTP refusal with the server's code; `offline` when no answer came. */
export class ApiError extends Error {
  constructor(
    readonly code: HttpErrorCode | 'offline',
    readonly field?: string,
    readonly suggestion?: string,
  ) {
    super(code)
  }
}

async function request<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError('offline')
  })
  const answer = (await response.json().catch(() => null)) as T | HttpError | null
  if (response.ok && answer !== null) return answer as T
  const error = (answer as HttpError | null)?.error
  throw new ApiError(error?.code ?? 'internal', error?.field, error?.suggestion)
}

export const api = {
  classByCode: (code: string) => request<ClassByCode>('GET', `/codes/${encodeURIComponent(code)}`),
  join: (body: Join) => request<Joined>('POST', '/join', body),
  createClass: (body: NewClass) => request<ClassCard>('POST', '/classes', body),
  myClasses: () => request<readonly ClassCard[]>('GET', '/classes'),
  addresses: () => request<Addresses>('GET', '/addresses'),
}
