import { expect, it } from 'vitest'
import { hashToken, newToken } from '../../src/store/token.ts'

it('makes tokens of 256 bits that never repeat', () => {
  const tokens = Array.from({ length: 1_000 }, newToken)
  expect(new Set(tokens).size).toBe(1_000)
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
})

it('stores SHA-256 of a token', () => {
  // printf abc | sha256sum, the example of FIPS 180-4
  expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
