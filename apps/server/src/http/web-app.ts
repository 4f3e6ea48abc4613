import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answer } from './errors.ts'
import { Problem } from './problem.ts'

/** The pages of the web app: each is the same document, which looks at the path itself. */
const PAGES = /^\/(?:$|j\/[^/]+$|c\/[^/]+$|p\/[^/]+$|practice$|teach(?:\/[\w/-]*)?$)/

/** File names with a hash of their content never change their content. */
const HASHED = /[/\\]assets[/\\][^/\\]+-[\w-]{8,}\.\w+(?:\.gz)?$/

/** Serves the built web app from `root`; what is neither a file nor a page is answered in JSON. */
export async function serveWebApp(app: FastifyInstance, root: string): Promise<void> {
  const built = existsSync(join(root, 'index.html'))
  if (built) {
    await app.register(fastifyStatic, {
      root,
      wildcard: false,
      preCompressed: true,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.setHeader('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const page = isPage(request)
    if (!page && !isVisit(request)) return answer(new Problem('route.unknown'), reply)
    if (!built) return reply.code(503).type('text/plain').send('The web app has not been built: npm start builds it.\n')
    return sendDocument(page ? reply : reply.code(404))
  })
}

const sendDocument = (reply: FastifyReply): FastifyReply => reply.sendFile('index.html')

/** A person at a mistyped address: the web app says so in their language. Programs and missing files are answered in JSON. */
const isVisit = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  !/^\/(?:api|assets|socket\.io)(?:\/|$)/.test(request.url) &&
  (request.headers.accept ?? '').includes('text/html')

function isPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  return PAGES.test(request.url.split('?', 1)[0] ?? '')
}
