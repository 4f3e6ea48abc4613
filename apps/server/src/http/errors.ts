import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Log, noteBug } from '../log.ts'
import { Problem } from './problem.ts'

/** Every error of every route leaves here, in one shape, and says nothing about the inside of the server. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answer(problemOf(error, request, log), reply))
}

export function answer(problem: Problem, reply: FastifyReply): FastifyReply {
  return reply.code(problem.status).header('cache-control', 'no-store').send(problem.body)
}

function problemOf(error: FastifyError | Problem, request: FastifyRequest, log: Log): Problem {
  if (error instanceof Problem) return error
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('request.too-large')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return invalid('content-type', 'application/json')
  if (error.code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return invalid('content-length', 'the length of the body')
  // The JSON parser's own errors, and an empty body.
  if (error.statusCode === 400) return invalid('body', 'one JSON object')
  noteBug(log, error, { at: `${request.method} ${request.routeOptions.url ?? ''}` })
  return new Problem('internal')
}

const invalid = (path: string, expected: string): Problem =>
  new Problem('request.invalid', { issues: [{ path, expected }] })
