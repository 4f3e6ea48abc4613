import { REFUSALS } from '@synposium/classroom'
import { ERROR_CODES } from '@synposium/protocol'
import { ACTS, MISTAKE_CODES } from '@synposium/tcp'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { acceptedKey, obligationKey, reactionKey, refusalKey } from './feedback-keys.ts'
import { mistakeKey, showKey } from './mistake-keys.ts'
import { sentencesOf } from './testing/sentences.ts'
import { addSentences, locale as page, parametersOf, t, te } from './translate.ts'
import { zhCN } from './zh-CN/index.ts'

const languages = [
  ['en', en],
  ['zh-CN', zhCN],
] as const

addSentences('en', en)
addSentences('zh-CN', zhCN)

const english = sentencesOf(en.feedback)
const chinese = sentencesOf(zhCN.feedback)

describe.each(languages)('all sentences in %s', (_language, messages) => {
  it('have the parameters that English has', () => {
    const theirs = new Map<string, string>(sentencesOf(messages))
    for (const [path, sentence] of sentencesOf(en))
      expect(parametersOf(theirs.get(path) ?? ''), path).toEqual(parametersOf(sentence))
  })
})

describe.each(languages)('feedback in %s', (locale, { feedback }) => {
  beforeAll(() => {
    page.value = locale
  })

  it('comes out as it stands, with the parameters filled in', () => {
    for (const [path, sentence] of sentencesOf(feedback)) {
      const named = Object.fromEntries(parametersOf(sentence).map((name) => [name, `<${name}>`]))
      expect(t(`feedback.${path}`.replace('.[', '['), named)).toBe(
        sentence.replace(/\{(\w+)(?::[^|}]*\|([^}]*))?\}/g, (_, name, many) =>
          many ? `<${name}> ${many}` : `<${name}>`,
        ),
      )
    }
  })

  it('is found under the keys that the screens ask for', () => {
    for (const code of MISTAKE_CODES) {
      for (const part of ['short', 'where', 'why', 'show'] as const) expect(te(mistakeKey(code, part)), code).toBe(true)
    }
    for (const act of ACTS) expect(te(acceptedKey(act)), act).toBe(true)
    for (const code of [...REFUSALS, ...ERROR_CODES, 'offline', 'no-answer']) {
      expect(refusalKey(code)).toContain(code)
      expect(te(refusalKey(code)), code).toBe(true)
    }
    const since = 0
    const rule = 'ack.owed'
    for (const reason of ['syn', 'data', 'dup', 'fin', 'challenge'] as const) {
      expect(te(obligationKey({ kind: 'ack', reason, since, due: null, rule }, 'sentence')), reason).toBe(true)
    }
    for (const kind of ['synack', 'retransmit', 'probe'] as const) {
      expect(te(obligationKey({ kind, since, rule }, 'short')), kind).toBe(true)
    }
    expect(te(reactionKey('challenge-ack', 'would'))).toBe(true)
  })

  it('has a sentence for a refusal that this page does not know', () => {
    expect(t(refusalKey('seat.on-fire'))).toBe(feedback.refusal.unknown)
    expect(t(refusalKey('toString'))).toBe(feedback.refusal.unknown)
  })

  it('labels a mistake in few words', () => {
    const width = (text: string) => [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0)
    for (const code of MISTAKE_CODES) expect(width(feedback.mistake[code].short), code).toBeLessThanOrEqual(45)
  })

  it('says where to look without a number', () => {
    for (const code of MISTAKE_CODES) expect(feedback.mistake[code].where, code).not.toMatch(/\{|\d/)
  })

  it('has its own words for every mistake and every hint', () => {
    for (const code of MISTAKE_CODES) expect(new Set(Object.values(feedback.mistake[code])).size, code).toBe(4)
    const labels = MISTAKE_CODES.map((code) => feedback.mistake[code].short)
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('names a value in the third hint only when there is one', () => {
    expect(showKey({ code: 'ack.last-byte', expected: 7 })).toBe(mistakeKey('ack.last-byte', 'show'))
    expect(showKey({ code: 'flags.none', expected: null })).toBe('feedback.nothing')
    expect(showKey({ code: 'rst.to-rst', expected: null })).toBe(mistakeKey('rst.to-rst', 'show'))
  })
})

describe('the tone', () => {
  it('never uses the words of a red pen in English', () => {
    for (const [path, sentence] of english) {
      expect(sentence, path).not.toMatch(/\b(wrong|fail\w*|invalid|illegal|error\w*|incorrect|bad|stupid)\b/i)
    }
  })

  it('never uses the words of a red pen in Chinese', () => {
    for (const [path, sentence] of chinese)
      expect(sentence, path).not.toMatch(/(?<!交)错|失败|非法|无效|不正确|不合法|不对(?!方)/)
  })

  it('uses curly apostrophes and quotes', () => {
    for (const [path, sentence] of english) expect(sentence, path).not.toMatch(/['"]/)
  })
})

describe('Chinese', () => {
  it('uses full-width punctuation', () => {
    // Half-width commas and brackets stand only inside protocol words: SYN,ACK, close(), shutdown(SHUT_WR).
    const half =
      /[\u3400-\u9fff]\s?[,.:;!?()]|[,.:;!?]\s?[\u3400-\u9fff]|[,;!?]\s|[（，。：；！？]\s|\s[，。：；！？）]/
    for (const [path, sentence] of chinese) expect(sentence, path).not.toMatch(half)
  })

  it('sets a space between Chinese and Latin', () => {
    const tight = /[\u3400-\u9fff][A-Za-z0-9{]|[A-Za-z0-9}][\u3400-\u9fff]/
    for (const [path, sentence] of chinese) expect(sentence, path).not.toMatch(tight)
  })

  it('is Chinese: no English words but those of the protocol', () => {
    for (const [path, sentence] of chinese) {
      const latin = sentence.replace(/\{\w+\}/g, '').match(/\b[a-z]{2,}\b/g) ?? []
      const words = latin.filter(
        (word) => !['seq', 'ack', 'connect', 'close', 'shutdown', 'write', 'read'].includes(word),
      )
      expect(words, path).toEqual([])
      if (!path.startsWith('obligation')) expect(sentence, path).toMatch(/[\u3000-\u9fff\uff00-\uffef]/)
    }
  })

  it('differs from English everywhere but in the names of segments', () => {
    const theirs = new Map(chinese)
    const same = english.filter(([path, sentence]) => theirs.get(path) === sentence).map(([, sentence]) => sentence)
    expect(same).toEqual(['SYN,ACK', 'RST', 'RST,ACK'])
  })
})
