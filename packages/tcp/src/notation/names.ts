import { type SocketAddress, sameAddress } from '../segment.ts'

/** Names of sockets, as a lesson or a test calls them. */
export type SocketNames = Readonly<Record<string, SocketAddress>>

const printAddress = ({ ip, port }: SocketAddress): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)

/** The name of a socket, or its address. */
export const nameOf = (address: SocketAddress, names: SocketNames): string =>
  Object.entries(names).find(([, known]) => sameAddress(known, address))?.[0] ?? printAddress(address)

/** The other end, where the names leave no doubt: there are exactly two of them. */
export const partnerOf = (source: SocketAddress, names: SocketNames): SocketAddress | null => {
  const all = Object.values(names)
  if (all.length !== 2) return null
  const others = all.filter((address) => !sameAddress(address, source))
  return others.length === 1 ? (others[0] ?? null) : null
}
