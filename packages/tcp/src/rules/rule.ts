export interface Rule {
  /** Where it is written down: RFC and section (`9293 §3.10.7.4`, `5961 §3`), or `linux` for what only the kernel does. */
  readonly source: string
  /** The rule in one sentence. */
  readonly sentence: string
}
