const RELOADED = 'synposium.reloaded'
const AGAIN_AFTER = 60_000

/**
 * A page that was open while the server got a new version asks for parts that are gone. It is then loaded anew; seat and draft
 * are kept. Not when the network is away, and not twice within a minute.
 */
export function reloadForNewVersion(): void {
  addEventListener('vite:preloadError', () => void reloadIfServed())
}

async function reloadIfServed(): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < AGAIN_AFTER) return
  const served = await fetch('/api/health').then(
    (response) => response.ok,
    () => false,
  )
  if (!served) return
  sessionStorage.setItem(RELOADED, String(Date.now()))
  location.reload()
}
