import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { qrDrawing } from './qr.ts'

/** Paints a path of `Mx yhNv1h-Nz` runs back into modules. */
function paint(path: string, size: number): boolean[][] {
  const modules = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let i = 0; i < Number(run); i++) {
      const row = modules[Number(y)]
      if (row) row[Number(x) + i] = true
    }
  return modules
}

describe('qrDrawing', () => {
  const url = 'http://192.168.1.20:3000/j/KPT482'

  it('draws exactly the modules of the code', () => {
    const { size, path } = qrDrawing(url)
    expect(paint(path, size)).toEqual(encode(url, { ecc: 'M', border: 4 }).data)
  })

  it('keeps the quiet zone of four modules free on every side', () => {
    const { size, path } = qrDrawing(url)
    const modules = paint(path, size)
    const dark = modules.flatMap((row, y) => row.flatMap((on, x) => (on ? [[x, y] as const] : [])))
    expect(Math.min(...dark.flat())).toBe(4)
    expect(Math.max(...dark.flat())).toBe(size - 5)
  })

  it('changes with the text', () => {
    expect(qrDrawing(url).path).not.toBe(qrDrawing(`${url}x`).path)
  })
})
