import { describe, expect, it } from 'vitest'
import { addSentences, filled, locale, parametersOf, t, te } from './translate.ts'

describe('filling a sentence', () => {
  it.each([
    ['ack {ack} of {from}', { ack: 1537, from: 'Lin' }, 'ack 1537 of Lin'],
    ['{n} socket | {n} sockets', { n: 1 }, '1 socket'],
    ['{n} socket | {n} sockets', { n: 0 }, '0 sockets'],
    ['{n} socket | {n} sockets', { n: 3 }, '3 sockets'],
    ['{a} and {a}', { a: '$&' }, '$& and $&'],
    ['{missing} stays', {}, '{missing} stays'],
    ['{a:byte|bytes} and {b:byte|bytes}', { a: 1, b: 2 }, '1 byte and 2 bytes'],
    ['{a:byte|bytes}', { a: '1' }, '1 byte'],
    ['{a:byte|bytes}', { a: 0 }, '0 bytes'],
    ['{a:byte|bytes} stay', {}, '{a:byte|bytes} stay'],
  ])('%s', (sentence, params, text) => {
    expect(filled(sentence, params)).toBe(text)
  })
})

it('names the parameters of a sentence once each', () => {
  expect(parametersOf('{b:byte|bytes} of {a}, {a}')).toEqual(['a', 'b'])
})

describe('finding a sentence', () => {
  addSentences('en', { said: { 'ack.last-byte': { why: 'next byte {n}' }, plain: 'yes' } })
  addSentences('en', { said: { later: 'came later' } })
  addSentences('zh-CN', { said: { plain: '是' } })

  it('takes codes with dots in brackets', () => {
    expect(t("said['ack.last-byte'].why", { n: 5 })).toBe('next byte 5')
    expect(t('said["ack.last-byte"].why', { n: 5 })).toBe('next byte 5')
  })
  it('keeps what was there when a part is added', () => {
    expect([t('said.plain'), t('said.later')]).toEqual(['yes', 'came later'])
  })
  it('shows the path where there is no sentence, and none of what every object has', () => {
    expect([t('said.nothing'), t('said'), t('said.plain.more')]).toEqual(['said.nothing', 'said', 'said.plain.more'])
    expect([te('constructor.name'), te('said.toString')]).toEqual([false, false])
  })
  it('follows the language of the page', () => {
    locale.value = 'zh-CN'
    expect(t('said.plain')).toBe('是')
    locale.value = 'en'
    expect(t('said.plain')).toBe('yes')
  })
})
