import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { Agent } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { createSecureContext, getCACertificates } from 'node:tls'
import { isPublicAddress } from './public-address.ts'

/**
 * Where requests may go whose address came from outside: over https to hosts of a list, and only to addresses
 * that anyone can reach.
 */
export type Cage = {
  /** Whether an address may be asked at all, before anything is looked up. */
  allows: (url: string) => boolean
  /** For requests to what is allowed; refuses while connecting when the host turns out to be elsewhere. */
  agent: Agent
}

type CageParts = {
  /** `push.example`, `*.push.example` for every name below it, or with a port other than 443 behind it. */
  hosts: readonly string[]
  /** Also addresses of this machine and network: for a service of one's own. */
  privateAddresses: boolean
  /** Certificates of authorities to trust beside the usual, as PEM. */
  ca: readonly string[]
  /** The system's own, unless a test says otherwise. */
  resolve?: Resolve
  maxSockets: number
}

export type Resolve = (
  host: string,
  options: LookupOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

export class NotPublic extends Error {}

const systemResolve: Resolve = (host, options, callback) => lookup(host, { ...options, all: true }, callback)

export const createCage = ({
  hosts,
  privateAddresses,
  ca,
  resolve = systemResolve,
  maxSockets,
}: CageParts): Cage => {
  const isReachable = (address: string) => privateAddresses || isPublicAddress(address)

  /**
   * The very addresses that are connected to are looked at, so that a name which means something else a moment
   * later gains nothing. One that is not public among several is enough to trust none.
   */
  const caged: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error) return callback(error, '')
      if (!first || !addresses.every(({ address }) => isReachable(address))) {
        return callback(new NotPublic('the host is not at public addresses'), '')
      }
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }

  return {
    allows: (url) => {
      if (!URL.canParse(url)) return false
      const { protocol, hostname, port, username, password, hash } = new URL(url)
      if (protocol !== 'https:' || username !== '' || password !== '' || hash !== '') return false
      const bare = hostname.replace(/^\[|\]$/g, '')
      // Nothing is looked up for what is an address already.
      if (isIP(bare) && !isReachable(bare)) return false
      return hosts.some((allowed) => isHost(allowed, hostname, port))
    },
    agent: new Agent({
      keepAlive: true,
      keepAliveMsecs: 30_000,
      timeout: 60_000,
      maxSockets,
      maxFreeSockets: maxSockets,
      lookup: caged,
      // Made once: for each connection anew it would cost as much as what is sent over it.
      secureContext: createSecureContext({ ca: [...getCACertificates('default'), ...ca] }),
    }),
  }
}

const isHost = (allowed: string, hostname: string, port: string): boolean => {
  const [, host = '', at = ''] = /^(.*?)(?::(\d+))?$/.exec(allowed) ?? []
  if (port !== at) return false
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host
}
