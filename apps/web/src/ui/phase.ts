import type { Flag, State } from '@synposium/tcp'

export type Phase = 'closed' | 'opening' | 'open' | 'active' | 'passive'

/** The phase of a connection's life that a state belongs to: the one thing a colour says about a socket. */
export const PHASE: Readonly<Record<State, Phase>> = {
  CLOSED: 'closed',
  LISTEN: 'opening',
  SYN_SENT: 'opening',
  SYN_RCVD: 'opening',
  ESTABLISHED: 'open',
  FIN_WAIT_1: 'active',
  FIN_WAIT_2: 'active',
  CLOSING: 'active',
  TIME_WAIT: 'active',
  CLOSE_WAIT: 'passive',
  LAST_ACK: 'passive',
}

/** The glyph beside a phase on a 12 × 12 grid, so that no phase is told by colour alone. */
export const PHASE_GLYPH: Readonly<Record<Phase, string>> = {
  closed: 'M2 6h8',
  opening: 'M6 2a4 4 0 1 0 0 8',
  open: 'M6 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8',
  active: 'M6 2l4 4-4 4',
  passive: 'M6 2L2 6l4 4',
}

/** The flag that gives a segment its hue: the strongest one. */
export const hueOf = (flags: readonly Flag[]): Flag =>
  (['RST', 'FIN', 'SYN'] as const).find((flag) => flags.includes(flag)) ?? 'ACK'
