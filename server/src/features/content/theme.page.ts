import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Serves the tokens of this place's look as a style sheet that the client's page asks for. */
export const themePage = (css: string) => {
  const etag = `"${createHash('sha256').update(css).digest('base64url')}"`
  return {
    route: '/theme.css',
    page: async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      response.setHeader('Content-Type', 'text/css; charset=utf-8')
      response.setHeader('Cache-Control', 'no-cache')
      response.setHeader('ETag', etag)
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
      else response.end(css)
    },
  }
}
