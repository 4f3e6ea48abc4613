const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What people count as characters: a letter with its marks, an emoji with its parts. */
export const graphemes = (text: string): string[] => Array.from(SEGMENTER.segment(text), (part) => part.segment)
