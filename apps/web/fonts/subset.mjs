// Cuts the two type faces down to what every screen shows, so that a class of forty loads half as much. Letters beyond (é, ł)
// still come from the full faces, which a browser fetches only when such a letter appears.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import subset from 'subset-font'

const require = createRequire(import.meta.url)
const OUT = path.resolve(import.meta.dirname, '../src/generated/fonts')
/** Printable ASCII and the signs of the screens; src/styles/fonts.css names the same characters. */
const ASCII = String.fromCodePoint(...Array.from({ length: 0x7f - 0x20 }, (_, i) => 0x20 + i))
const SIGNS = '·×–—‘’“”…←↑→↓↻−'

mkdirSync(OUT, { recursive: true })
for (const face of ['next', 'mono']) {
  const folder = path.dirname(require.resolve(`@fontsource-variable/atkinson-hyperlegible-${face}/package.json`))
  const whole = readFileSync(path.join(folder, `files/atkinson-hyperlegible-${face}-latin-wght-normal.woff2`))
  const cut = await subset(whole, ASCII + SIGNS, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 800 } },
  })
  writeFileSync(path.join(OUT, `${face}.woff2`), cut)
}
