/**
 * The sentences of one mistake. `short` names it on the dashboard. The others are the three hints, each more open: `where`
 * to look (no number), `why` (the rule with the numbers of this moment), `show` (the number that was expected).
 */
export interface Explained {
  readonly short: string
  readonly where: string
  readonly why: string
  readonly show: string
}
