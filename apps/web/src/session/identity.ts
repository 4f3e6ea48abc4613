import type { Joined } from '@synposium/protocol'

/** What this browser knows about its student in one class. The token is the only credential and never leaves for a URL. */
export type Identity = Joined & {
  readonly code: string
  /** The class was made for practising alone on this device. */
  readonly practice?: boolean
}

const key = (code: string) => `synposium.seat.${code}`

/** Reads what an earlier visit left; broken or foreign content counts as nothing. */
export function readIdentity(code: string): Identity | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(code)) ?? 'null')
    return isIdentity(value) ? value : null
  } catch {
    return null
  }
}

export const keepIdentity = (identity: Identity): void =>
  localStorage.setItem(key(identity.code), JSON.stringify(identity))

/** “I'm someone else”: the next visitor of this machine starts from nothing. */
export const forgetIdentity = (code: string): void => localStorage.removeItem(key(code))

function isIdentity(value: unknown): value is Identity {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Record<string, unknown>
  return ['code', 'token', 'classId', 'studentId', 'name'].every((name) => typeof fields[name] === 'string')
}

/** A class code as people type it: case, spaces and hyphens do not matter. */
export const normaliseCode = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase()

/** `KPT482` → `KPT 482`. */
export const spacedCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`
