import type { Flag } from '@synposium/tcp'

/** The flags in the order they are asked for, with the key that toggles each inside the composer. */
export const FLAG_KEYS: readonly { readonly flag: Flag; readonly key: string }[] = [
  { flag: 'SYN', key: 'S' },
  { flag: 'ACK', key: 'A' },
  { flag: 'FIN', key: 'F' },
  { flag: 'RST', key: 'R' },
  { flag: 'PSH', key: 'P' },
  { flag: 'URG', key: 'U' },
]

export type ComposerKey = { readonly kind: 'flag'; readonly flag: Flag } | { readonly kind: 'send' | 'clear' | 'undo' }

type KeyLike = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode' | 'repeat' | 'defaultPrevented'
>

/**
 * What a key pressed inside the composer asks for. Keys that an input method is composing with are never ours
 * (keyCode 229 is how older browsers say so).
 */
export function composerKey(event: KeyLike, shortcuts: boolean): ComposerKey | null {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return null
  const command = event.ctrlKey || event.metaKey
  if (command && !event.altKey && event.key.toLowerCase() === 'z') return { kind: 'undo' }
  if (command || event.altKey) return null
  if (event.key === 'Escape') return { kind: 'clear' }
  if (event.key === 'Enter') return event.repeat ? null : { kind: 'send' }
  if (!shortcuts) return null
  const pressed = event.key.toUpperCase()
  const found = FLAG_KEYS.find(({ key }) => key === pressed)
  return found ? { kind: 'flag', flag: found.flag } : null
}
