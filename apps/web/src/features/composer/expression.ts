/**
 * A whole number, or a sum of them: `1025+512`, `3×1024`, `1 048 577 - 1`. × binds before + and −.
 * @returns null when it is not one, or leaves the range of whole numbers that can be held exactly.
 */
export function evaluate(text: string): number | null {
  const compact = text
    .replaceAll(/[\s\u2009,_]/g, '')
    .replaceAll(/[x*]/gi, '×')
    .replaceAll('−', '-')
  if (!/^-?\d+([+\-×]\d+)*$/.test(compact)) return null
  const terms = compact.replaceAll('-', '+-').split('+')
  const values = terms.filter((term, i) => term !== '' || i > 0).map(product)
  const sum = values.reduce((total, value) => total + value, 0)
  return Number.isSafeInteger(sum) ? sum : null
}

const product = (term: string): number => term.split('×').reduce((total, factor) => total * Number(factor), 1)

/** Whether the text is a sum and not just a number: then its value is shown beside it. */
export const isSum = (text: string): boolean => /\d\s*[+\-−×x*]/i.test(text)

/** What may stand in a number field: everything else (letters of a flag key, an input method's leavings) is taken out. */
export const cleaned = (text: string): string => text.replaceAll(/[^\d\s\u2009+\-−×x*]/gi, '')
