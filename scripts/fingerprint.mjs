// Tells whether a set of files is the same as at the last build, by content: times mean nothing after a checkout.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What builds make. */
const LEFT_OUT = new Set(['node_modules', 'dist', 'generated'])

/**
 * A hash over the names and contents of all files in these places.
 * @param {string} root
 * @param {readonly string[]} places files and folders, relative to `root`
 */
export function fingerprint(root, places) {
  const hash = createHash('sha256').update(process.version)
  for (const place of places) {
    for (const file of filesIn(path.join(root, place))) {
      hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

/** @param {string} root @param {string} name of the build @param {string} print */
export function isUnchanged(root, name, print) {
  try {
    return readFileSync(noteOf(root, name), 'utf8') === print
  } catch {
    return false
  }
}

/** @param {string} root @param {string} name @param {string} print */
export function remember(root, name, print) {
  mkdirSync(path.dirname(noteOf(root, name)), { recursive: true })
  writeFileSync(noteOf(root, name), print)
}

/** @param {string} root @param {string} name */
export function forget(root, name) {
  rmSync(noteOf(root, name), { force: true })
}

/** Goes with the installed packages: after a new installation everything is built again. @param {string} root @param {string} name */
function noteOf(root, name) {
  return path.join(root, 'node_modules/.synposium', name.replaceAll(' ', '-'))
}

/** @param {string} place @returns {string[]} */
function filesIn(place) {
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.has(name) && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesIn(path.join(place, entry.name)))
}
