import { extname } from 'node:path'
import express, { type RequestHandler } from 'express'

type Options = Pick<NonNullable<Parameters<typeof express.static>[1]>, 'immutable' | 'maxAge'>

/**
 * Sends `x.js.br`, made when the client was built, in place of `x.js` to who reads brotli. Passes on what is not
 * there.
 */
export const servePrecompressed = (dir: string, options: Options): RequestHandler => {
  const files = express.static(dir, {
    ...options,
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      response.setHeader('Content-Encoding', 'br')
      response.setHeader('Vary', 'Accept-Encoding')
      response.type(extname(path.slice(0, -'.br'.length)))
    },
  })
  return (request, response, next) => {
    const isText = /\.(?:js|css)$/.test(request.path)
    if (!isText || request.acceptsEncodings('br') !== 'br') return next()
    const { url } = request
    const [path, ...query] = url.split('?')
    request.url = [`${path}.br`, ...query].join('?')
    files(request, response, (error) => {
      request.url = url
      next(error)
    })
  }
}
