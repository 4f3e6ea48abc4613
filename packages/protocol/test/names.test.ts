import { checkNickname, checkTitle, graphemes, nameKey, pseudonym, suggestName } from '@synposium/protocol/names'
import { describe, expect, it } from 'vitest'

const nameOf = (typed: string): string | null => {
  const checked = checkNickname(typed)
  return checked.ok ? checked.name : null
}

describe('nicknames', () => {
  it.each([
    'Lin',
    '林小雨',
    'Zoë',
    'Дмитрий',
    'Αθηνά',
    'ليلى',
    'प्रिया',
    '👩‍👩‍👧‍👦',
    'Ada 👩🏽‍💻',
    'O’Brien',
    'Jean-Luc',
    '<b>Ada</b>',
    '=SUM(A1)',
    '123',
    'Scunthorpe',
    'Cassandra',
    'Matsushita',
    'Dickens',
    'Nishabi',
    '王白',
  ])('accepts %s as it is', (name) => {
    expect(nameOf(name)).toBe(name)
  })

  it('has one form for one name', () => {
    expect(nameOf('Zoe\u0308')).toBe('Zo\u00eb')
    expect(nameOf('  Lin \t\n W ')).toBe('Lin W')
  })

  it('takes out what cannot be seen', () => {
    expect(nameOf('L\u200bi\u202en\u0000\u2066\ufeff')).toBe('Lin')
    expect(nameOf('Li\u200dn')).toBe('Lin')
    expect(nameOf('ad\u00admin')).toBe('admin')
  })

  it('counts characters as people do', () => {
    expect(graphemes('👩‍👩‍👧‍👦').length).toBe(1)
    expect(nameOf('一二三四五六七八九十一二三四五六')).not.toBeNull()
    expect(checkNickname('一二三四五六七八九十一二三四五六七')).toEqual({ ok: false, code: 'name.length' })
    expect(nameOf('👩‍👩‍👧‍👦'.repeat(16))).not.toBeNull()
  })

  it.each(['', '   ', '\u200b\u200b', '\u0000'])('wants at least one character: %j', (typed) => {
    expect(checkNickname(typed)).toEqual({ ok: false, code: 'name.length' })
  })

  it.each(['\ud800', '\ue000', 'Z\u0301\u0302\u0303\u0304algo', '\u0301'])(
    'refuses what nobody can read: %j',
    (typed) => {
      expect(checkNickname(typed)).toEqual({ ok: false, code: 'name.unsuitable' })
    },
  )

  it.each([
    'fuck',
    'F U C K',
    'f.u.c.k',
    'fuuuck',
    'sh1t',
    'bitch99',
    '傻逼',
    '傻 逼',
    '傻1逼',
    '傻·逼',
    '草泥馬',
    'ShaBi',
    'c a o n i m a',
    'ｃｎｍ',
    'w0cao',
  ])('refuses rude words, disguised or not: %s', (typed) => {
    expect(checkNickname(typed)).toEqual({ ok: false, code: 'name.unsuitable' })
  })
})

describe('class titles', () => {
  it('may be longer than a nickname, and not empty', () => {
    expect(checkTitle('Networks, period 3 — 计算机网络')).toEqual({ ok: true, name: 'Networks, period 3 — 计算机网络' })
    expect(checkTitle('x'.repeat(60)).ok).toBe(true)
    expect(checkTitle('x'.repeat(61))).toEqual({ ok: false, code: 'name.length' })
    expect(checkTitle(' ')).toEqual({ ok: false, code: 'name.length' })
  })
})

describe('duplicates', () => {
  it('takes names for the same that differ in case, width or spaces only', () => {
    expect(nameKey('Lin W')).toBe(nameKey('ｌｉｎw'))
    expect(nameKey('Lin')).not.toBe(nameKey('Lina'))
  })

  it('suggests the first free number', () => {
    expect(suggestName('Lin', new Set([nameKey('Lin')]))).toBe('Lin 2')
    expect(suggestName('Lin', new Set(['Lin', 'Lin 2', 'Lin 3'].map(nameKey)))).toBe('Lin 4')
  })

  it('keeps the suggestion within 16 characters', () => {
    const long = 'Wolfeschlegelste'
    expect(suggestName(long, new Set([nameKey(long)]))).toBe('Wolfeschlegels 2')
    expect(checkNickname(suggestName('一二三四五六七八九十一二三四五六', new Set())).ok).toBe(true)
  })
})

describe('pseudonyms', () => {
  it('are different for everybody in a school', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const all = Array.from({ length: 400 }, (_, place) => pseudonym(place, language))
      expect(new Set(all).size).toBe(400)
    }
  })
})
