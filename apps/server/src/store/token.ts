import { createHash, randomBytes } from 'node:crypto'

/** A fresh credential: 256 random bits, 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * How a token is stored: 64 hex digits of SHA-256. No salt and no slow hash, because a token of this length cannot be guessed
 * and has to be found by its hash.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
