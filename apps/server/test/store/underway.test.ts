import { expect, it } from 'vitest'
import { Turnstile } from '../../src/store/turnstile.ts'
import { Underway } from '../../src/store/underway.ts'

function delayed(): { readonly promise: Promise<string>; readonly end: (how: 'well' | 'badly') => void } {
  let end: (how: 'well' | 'badly') => void = () => {}
  const promise = new Promise<string>((resolve, reject) => {
    end = (how) => (how === 'well' ? resolve('done') : reject(new Error('failed')))
  })
  return { promise, end }
}

it('finishing waits for what is under way, successes and failures, and refuses what comes later', async () => {
  const [first, second] = [delayed(), delayed()]
  const underway = new Underway()
  const { one, two } = underway.watch({ one: () => first.promise, two: () => second.promise })
  const outcomes = [one(), two().catch((error: unknown) => String(error))]
  let finished = false
  const finishing = underway.finish().then(() => {
    finished = true
  })
  await expect(one()).rejects.toThrow('the store is closed')
  first.end('well')
  await outcomes[0]
  expect(finished).toBe(false)
  second.end('badly')
  await finishing
  expect(await Promise.all(outcomes)).toEqual(['done', 'Error: failed'])
})

it('a turnstile lets one in at a time, in order, also after a failure', async () => {
  const turnstile = new Turnstile()
  const seen: string[] = []
  const work = (name: string) => async () => {
    seen.push(`${name} in`)
    await Promise.resolve()
    seen.push(`${name} out`)
    if (name === 'a') throw new Error('a failed')
  }
  const all = await Promise.allSettled(['a', 'b', 'c'].map((name) => turnstile.run(work(name))))
  expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
})

it('a turnstile that is left twice still lets one in at a time', async () => {
  const turnstile = new Turnstile()
  const leave = await turnstile.enter()
  leave()
  leave()
  const second = await turnstile.enter()
  let third = false
  const waiting = turnstile.enter().then(() => {
    third = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(third).toBe(false)
  second()
  await waiting
})
