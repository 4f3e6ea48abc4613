/** A tree of messages, as the language files export it. */
interface Tree {
  readonly [key: string]: string | Tree
}

/** Every sentence of a tree with its path, as `t()` takes it: `feedback.mistake['ack.last-byte'].why`. */
export function sentencesOf(tree: Tree, path = ''): [path: string, sentence: string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const step = /^\w+$/.test(key) ? (path === '' ? key : `.${key}`) : `['${key}']`
    return typeof value === 'string' ? [[path + step, value] as [string, string]] : sentencesOf(value, path + step)
  })
}
