const LOOPBACK = /^(localhost|127\.|\[::1\])/

/**
 * Where the class finds this server, best first: the address in this browser's own bar when others can use it too, then what
 * the server knows of itself.
 */
export function joinAddresses(origin: string, known: readonly string[]): string[] {
  const usable = !LOOPBACK.test(new URL(origin).host)
  const all = usable ? [origin, ...known] : known.length > 0 ? known : [origin]
  return [...new Set(all)]
}

/** `http://192.168.1.20:3000` → `192.168.1.20:3000`, as it is typed into the bar. */
export const typedAddress = (url: string): string => new URL(url).host

export const joinUrl = (address: string, code: string): string => new URL(`/j/${code}`, address).href
