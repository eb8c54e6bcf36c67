import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Answer } from '@bijpraat/contract'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express'
import helmet from 'helmet'
import { sessionCookie } from './cookie.ts'
import type { Identity } from './identity.ts'
import { networkOf } from './network-of.ts'
import { openApi } from './openapi.ts'
import { isAllowedOrigin } from './origins.ts'
import { servePrecompressed } from './precompressed.ts'
import { httpStatusOf, type Runner } from './runner.ts'

/** A page beside the wire, such as the local mailbox. */
export type Page = {
  route: string
  page: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

type HttpParts = {
  runner: Runner
  identity: Identity
  origins: () => ReadonlySet<string>
  secure: boolean
  trustedProxies: number
  clientDir: string | undefined
  isReady: () => Promise<boolean>
  pages: readonly Page[]
}

const maxBodyBytes = 64 * 1024

export const createHttpApp = (parts: HttpParts): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', parts.trustedProxies)
  app.use(securityHeaders(parts.secure))
  app.get('/livez', (_, response) => void response.type('text').send('ok'))
  app.get('/readyz', async (_, response) => {
    const ready = await parts.isReady().catch(() => false)
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready' : 'not ready')
  })
  // Made once: it takes long, and anyone may ask.
  let description: ReturnType<typeof openApi> | undefined
  app.get('/api/openapi.json', (_, response) => {
    description ??= openApi(parts.runner.commands)
    response.json(description)
  })
  app.post(
    '/api/:command',
    compressLarge(parts.runner),
    express.json({ limit: maxBodyBytes, strict: false }),
    (request, response) => serveCommand(parts, request, response),
  )
  app.use('/api', (_, response) => answer(response, { ok: false, code: 'unknown_command' }))
  for (const { route, page } of parts.pages) app.get(route, page)
  if (parts.clientDir !== undefined) serveClient(app, parts.clientDir)
  app.use(lastResort)
  return app
}

const securityHeaders = (secure: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })

/**
 * Compresses the answers of commands that are declared large. What is compressed gives away by its size whether
 * what someone else put into it stands in it twice; so these hold no secret, and who comes from another site learns
 * nothing at all.
 */
const compressLarge = ({ commands }: Runner) =>
  compression({
    filter: (request: Request) => commands.get(String(request.params['command']))?.command.large === true,
  })

const serveCommand = async (parts: HttpParts, request: Request, response: Response): Promise<void> => {
  const foreign = !isAllowedOrigin(parts.origins(), request.headers.origin) || isCrossSite(request)
  if (foreign) return answer(response, { ok: false, code: 'forbidden' })
  if (!request.is('application/json')) return answer(response, { ok: false, code: 'invalid_input' })
  const { identity } = parts
  const result = await parts.runner.run(String(request.params['command']), request.body, {
    transport: 'http',
    ip: networkOf(request.ip ?? ''),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
    cookie: sessionCookie(parts.secure, (value) => void response.append('Set-Cookie', value)),
    connection: null,
    identify: async () => {
      const session = await identity.sessionOf(request.headers.cookie)
      return session ? identity.actorOf(session) : null
    },
  })
  answer(response, result)
}

const isCrossSite = (request: Request) => request.headers['sec-fetch-site'] === 'cross-site'

const answer = (response: Response, result: Answer<unknown>): void => {
  response.status(httpStatusOf(result)).set('Cache-Control', 'no-store').json(result)
}

const serveClient = (app: Express, clientDir: string) => {
  app.use(compression())
  const assets = join(clientDir, 'assets')
  const named = { immutable: true, maxAge: '1y' } as const
  app.use('/assets', servePrecompressed(assets, named))
  app.use('/assets', express.static(assets, { ...named, index: false, fallthrough: false }))
  app.use(express.static(clientDir, { index: false, maxAge: 0 }))
  // Every other path is a page of the client, for who asks for a page; ids have dots, so a dot says nothing.
  app.get(/^\/(?!socket\.io\/)/, (request, response, next) => {
    if (!request.accepts('html')) return next()
    response.set('Cache-Control', 'no-cache').sendFile(join(clientDir, 'index.html'))
  })
}

/** Bodies that are no JSON, too large or cut off; never a stack, a path or a driver's text. */
const lastResort: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if (response.headersSent) return next(error)
  const status = error.status ?? 500
  const code =
    status === 413 ? 'too_large' : status === 404 ? 'not_found' : status < 500 ? 'invalid_input' : 'internal'
  answer(response, { ok: false, code })
}
