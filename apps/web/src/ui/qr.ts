import { encode } from 'uqr'

/** The quiet zone that ISO/IEC 18004 asks for, in modules. */
const QUIET = 4

export interface QrDrawing {
  /** Modules along one side, quiet zone included. */
  readonly size: number
  /** SVG path data: one closed rectangle per horizontal run of dark modules, in module units. */
  readonly path: string
}

/** The QR code of a text as one SVG path. Error correction M: a projector's glare hides a few modules. */
export function qrDrawing(text: string): QrDrawing {
  const { data } = encode(text, { ecc: 'M', border: QUIET })
  return { size: data.length, path: data.map(rowPath).join('') }
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x++
    const run = x - start + 1
    path += `M${start} ${y}h${run}v1h-${run}z`
  }
  return path
}
