// Puts a .gz beside every asset of the built web app, which the server then sends as it is: nothing is compressed twice.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const ASSETS = fileURLToPath(new URL('../../web/dist/assets/', import.meta.url))
/** Fonts and bitmaps are compressed already. */
const WORTH_IT = /\.(?:js|css|svg|json)$/
const SMALLEST = 1_000

const compress = promisify(gzip)

async function compressAsset(name) {
  const body = await readFile(ASSETS + name)
  if (body.length >= SMALLEST) await writeFile(`${ASSETS}${name}.gz`, await compress(body, { level: 9 }))
}

// The web app may not have been built (yet): then there is nothing to compress.
const names = await readdir(ASSETS).catch(() => [])
await Promise.all(names.filter((name) => WORTH_IT.test(name)).map(compressAsset))
