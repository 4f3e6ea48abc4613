import type { State } from '@synposium/tcp'
import { NODE_HEIGHT, NODES, nodeWidth, restingPlace } from './layout.ts'

/** A socket's place on the map. */
export interface DiagramToken {
  readonly socket: string
  readonly name: string
  readonly mine: boolean
  /** What netstat shows: the state has already changed on arrival. */
  readonly state: State
  /** The arrow on which the token rests while a reply is owed. */
  readonly waitingOn: { readonly from: State; readonly to: State } | null
}

export interface PlacedToken {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly text: string
  readonly mine: boolean
  readonly waiting: boolean
}

const STEP = 19
/** More tokens than this at one place are told by a number. */
const SHOWN = 4

/** Tokens at the top right corner of their state, side by side, mine in front; on the arrow while a reply is owed. */
export function placeTokens(tokens: readonly DiagramToken[]): PlacedToken[] {
  const places = new Map<string, DiagramToken[]>()
  for (const token of tokens) {
    const place = token.waitingOn ? `${token.waitingOn.from}>${token.waitingOn.to}` : token.state
    places.set(place, [...(places.get(place) ?? []), token])
  }
  return [...places.values()].flatMap(placeGroup)
}

function placeGroup(group: readonly DiagramToken[]): PlacedToken[] {
  const ordered = [...group].sort((a, b) => Number(b.mine) - Number(a.mine))
  const crowded = ordered.length > SHOWN
  const shown = crowded ? ordered.slice(0, SHOWN - 1) : ordered
  const placed = shown.map((token, i) => ({
    ...spot(token, i),
    key: token.socket,
    text: ([...token.name.trim()][0] ?? '?').toUpperCase(),
    mine: token.mine,
    waiting: token.waitingOn !== null,
  }))
  const first = shown[0]
  if (!crowded || !first) return placed
  const rest = {
    ...spot(first, shown.length),
    key: `${first.state}-more`,
    text: `+${ordered.length - shown.length}`,
    mine: false,
    waiting: first.waitingOn !== null,
  }
  return [...placed, rest]
}

function spot(token: DiagramToken, index: number): { readonly x: number; readonly y: number } {
  if (token.waitingOn) {
    const [x, y] = restingPlace(token.waitingOn.from, token.waitingOn.to)
    return { x: x - index * STEP, y }
  }
  const [x, y] = NODES[token.state]
  return { x: x + nodeWidth(token.state) / 2 - 6 - index * STEP, y: y - NODE_HEIGHT / 2 - 1 }
}
