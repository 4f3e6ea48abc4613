import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The command of an installed package, as a program of its own: no shell, no package manager, the same on every system.
 * @param {string} root
 * @param {string} name the package, which has one command written in JavaScript
 * @param {readonly string[]} args
 * @returns {readonly string[]}
 */
export function tool(root, name, ...args) {
  const folder = path.join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const [script = ''] = typeof bin === 'string' ? [bin] : Object.values(bin)
  return [process.execPath, path.join(folder, script), ...args]
}
