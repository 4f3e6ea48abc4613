/** The end of an exhaustive switch: a new kind of message stops compiling here. */
export const unreachable = (value: never): never => {
  throw new Error(`not a known kind: ${JSON.stringify(value)}`)
}
