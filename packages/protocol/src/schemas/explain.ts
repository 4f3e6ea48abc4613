import type { z } from 'zod'
import type { Issue } from '../messages.ts'

/** As many as a person reads; a flood of issues helps nobody. */
const MOST_ISSUES = 8
const LONGEST_KEY = 40

type ZodIssue = z.core.$ZodIssue

/** What was wrong with a message, field by field and in plain words: where, and what was expected there. */
export function explain(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => issuesOf(issue, [])).slice(0, MOST_ISSUES)
}

function issuesOf(issue: ZodIssue, base: readonly PropertyKey[]): Issue[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathText([...path, key]), expected: 'no such field' }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return closestBranch(issue.errors, path)
  return [{ path: pathText(path), expected: expectation(issue) }]
}

/** Of a union's branches, the one that got deepest into the value says the most. */
function closestBranch(branches: readonly ZodIssue[][], path: readonly PropertyKey[]): Issue[] {
  const depth = (issues: readonly ZodIssue[]) => Math.max(...issues.map((issue) => issue.path.length))
  const deepest = Math.max(...branches.map(depth))
  const candidates = branches.filter((issues) => depth(issues) === deepest)
  if (deepest > 0) return (candidates[0] ?? []).flatMap((issue) => issuesOf(issue, path))
  const choices = candidates.flat().map(expectation)
  return [{ path: pathText(path), expected: [...new Set(choices)].join(' or ') }]
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? 'message' : path.map((part) => cut(String(part))).join('.')

const cut = (key: string): string => (key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key)

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'null',
}

function expectation(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected
    case 'invalid_value':
      return oneOf(issue.values)
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined ? oneOf(issue.options) : 'another kind of value'
    case 'too_small':
      return `${unit(issue.origin, 'at least')} ${issue.minimum}${suffix(issue.origin)}`
    case 'too_big':
      return `${unit(issue.origin, 'at most')} ${issue.maximum}${suffix(issue.origin)}`
    case 'invalid_format':
      return issue.message
    case 'custom':
      return issue.message
    default:
      return 'another value'
  }
}

const unit = (origin: string, bound: string): string =>
  origin === 'number' || origin === 'int' ? `a number of ${bound}` : bound

function suffix(origin: string): string {
  if (origin === 'string') return ' characters'
  if (origin === 'array') return ' entries'
  return ''
}

const oneOf = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(' or ')
