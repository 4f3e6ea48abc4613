import { networkInterfaces } from 'node:os'

/** Network cards that lead nowhere a student is: containers, virtual machines, tunnels. */
const VIRTUAL = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|vethernet|tun|tap|utun|wg|zt|tailscale|lxc|cni|flannel)/i

interface Card {
  readonly name: string
  readonly address: string
}

/** Addresses of this machine in the local network, the likeliest first. */
export function lanAddresses(cards: readonly Card[] = ipv4Cards()): string[] {
  return [...cards].sort((a, b) => rank(a) - rank(b)).map(({ address }) => address)
}

function ipv4Cards(): Card[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ name, address })),
  )
}

/** Home and school networks before the rest; addresses a card gave itself (169.254) lead nowhere. */
function rank({ name, address }: Card): number {
  const kind = address.startsWith('169.254.')
    ? 4
    : address.startsWith('192.168.')
      ? 0
      : address.startsWith('10.')
        ? 1
        : 2
  return kind + (VIRTUAL.test(name) ? 10 : 0)
}

const LOOPBACK = /^(?:localhost|127\.|::1$)/
const EVERY_CARD = new Set(['0.0.0.0', '::'])

/** Where browsers find a server that listens on `host` and `port`: for this machine, and for the class, best first. */
export function serverUrls(host: string, port: number, publicUrl?: string): { here: string; lan: string[] } {
  const url = (name: string) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`
  const here = url(EVERY_CARD.has(host) || LOOPBACK.test(host) ? 'localhost' : host)
  if (publicUrl !== undefined) return { here, lan: [publicUrl] }
  if (LOOPBACK.test(host)) return { here, lan: [] }
  return { here, lan: EVERY_CARD.has(host) ? lanAddresses().map(url) : [url(host)] }
}
