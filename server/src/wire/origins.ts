/** The exact origins from which a browser may speak to us: checked on the handshake, on polling and on POST. */
export const allowedOrigins = (publicUrl: string | undefined, port: number): ReadonlySet<string> =>
  new Set(
    publicUrl === undefined
      ? [`http://localhost:${port}`, `http://127.0.0.1:${port}`]
      : [new URL(publicUrl).origin],
  )

/** Browsers name their origin on every POST and handshake; what names none is not a browser. */
export const isAllowedOrigin = (origins: ReadonlySet<string>, origin: string | undefined): boolean =>
  origin === undefined || origins.has(origin)
