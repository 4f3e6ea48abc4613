import { readFileSync } from 'node:fs'
import { COMMAND_TYPES, mayCommand, REFUSALS } from '@synposium/classroom'
import { BYE_REASONS, ERROR_CODES, HTTP_ERROR_CODES } from '@synposium/protocol'
import { clientMessage, serverMessage } from '@synposium/protocol/schemas'
import { describe, expect, it } from 'vitest'

const doc = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8')

/** The messages of the recorded session that stand there in full. */
const messages = (arrow: '→' | '←') =>
  [...doc.matchAll(new RegExp(`^${arrow} (.*)$`, 'gm'))].flatMap(([, text]) =>
    text && !text.includes('…') ? [text] : [],
  )

describe('docs/protocol.md', () => {
  it('shows messages to the server that are valid, but for the one that is meant not to be', () => {
    const said = messages('→')
    expect(said.length).toBeGreaterThan(5)
    const bad = said.filter((text) => !clientMessage.safeParse(JSON.parse(text)).success)
    expect(bad).toEqual([expect.stringContaining('"colour": "red"')])
  })

  it('shows messages of the server that are valid', () => {
    const heard = messages('←')
    expect(heard.length).toBeGreaterThan(8)
    for (const text of heard) expect(serverMessage.safeParse(JSON.parse(text)).error, text).toBeUndefined()
  })

  it('names every code, reason and command that there is', () => {
    const commands = COMMAND_TYPES.filter((type) => !mayCommand('system', type))
    for (const name of [...REFUSALS, ...ERROR_CODES, ...BYE_REASONS, ...HTTP_ERROR_CODES, ...commands])
      expect(doc).toContain(`\`${name}\``)
  })
})
