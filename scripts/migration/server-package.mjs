import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(path.resolve(import.meta.dirname, '../../apps/server/package.json'))

/** Where a package (or a file of it) of apps/server lies. @param {string} name */
export const locate = (name) => require.resolve(name)

/** Imports a package of apps/server: the root has no database packages of its own. @param {string} name */
export const load = (name) => import(pathToFileURL(locate(name)).href)
