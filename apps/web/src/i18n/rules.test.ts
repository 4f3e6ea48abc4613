import { RULES, type RuleName } from '@synposium/tcp'
import { describe, expect, it } from 'vitest'
import { ruleSentence, ruleSource } from './rules.ts'
import { learnRules } from './rules-learnt.ts'
import { rules } from './zh-CN/rules.ts'

const names = Object.keys(RULES) as RuleName[]

describe('rules in Chinese', () => {
  it('has a sentence for every rule of the engine and for nothing else', () => {
    expect(Object.keys(rules).sort()).toEqual([...names].sort())
  })

  it('ends each in a full stop and uses full-width punctuation', () => {
    for (const name of names) {
      expect(rules[name], name).toMatch(/[\u3400-\u9fff].*。$/)
      expect(rules[name], name).not.toMatch(/[\u3400-\u9fff]\s?[,.:;!?()]|[,.:;!?]\s?[\u3400-\u9fff]|[,;!?]\s/)
      expect(rules[name], name).not.toMatch(/[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]/)
    }
  })

  it('names the numbers, requirements and calls that the English sentence names', () => {
    for (const name of names) {
      const hard = (text: string) => [
        ...new Set(text.match(/(?:MUST|SHLD|MAY)-\d+|(?:SEQ|ACK) ?= ?\w+(?:[.+-]\w+)*|\w+\(\w*\)/g)),
      ]
      const squeezed = (text: string) =>
        hard(text)
          .map((word) => word.replaceAll(' ', ''))
          .sort()
      expect(squeezed(rules[name]), name).toEqual(squeezed(RULES[name].sentence))
    }
  })
})

describe('ruleSentence', () => {
  it('is English until the Chinese sentences have been fetched', () => {
    expect(ruleSentence('seq.next', 'zh-CN')).toBe(RULES['seq.next'].sentence)
    learnRules('zh-CN', rules)
    expect(ruleSentence('seq.next', 'zh-CN')).toBe(rules['seq.next'])
    expect(ruleSentence('seq.next', 'en')).toBe(RULES['seq.next'].sentence)
  })
})

describe('ruleSource', () => {
  it('spells out where a rule is written down', () => {
    expect(ruleSource('ack.syn-counts')).toBe('RFC 9293 §3.4')
    expect(ruleSource('rst.exact')).toBe('RFC 5961 §3')
    expect(ruleSource('listen.syn-fin')).toBe('RFC 9293 §3.10.7.2, Linux')
    expect(ruleSource('ack.window-edge')).toBe('Linux')
  })
})
