import { isIPv6 } from 'node:net'

/**
 * Who is counted as one at the other end of an address: of IPv6 the first 64 bits, since every household has all
 * that lie in them; an IPv4 address that is written as IPv6 is itself.
 */
export const networkOf = (address: string): string => {
  const plain = address.replace(/%.*$/, '')
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  if (inside !== undefined) return inside
  if (!isIPv6(plain)) return address
  // The URL parser writes every form of an address in one way.
  const [before = '', after] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const groups = before === '' ? [] : before.split(':')
  const behind = after ? after.split(':').length : 0
  const zeros = after === undefined ? 0 : 8 - groups.length - behind
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...(after ? after.split(':') : [])]
  return `${all.slice(0, 4).join(':')}::/64`
}
