/**
 * Characters that are not seen but change how text is laid out or compared: controls, direction overrides, zero-width
 * spaces, soft hyphens, fillers, tags. They are taken out; joiners and the emoji selector have rules of their own.
 */
const INVISIBLE = /(?!\u200c|\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{DI}]/gu

/** Joiners shape Indic and Arabic letters and hold emoji together; anywhere else they only hide. */
const STRAY_JOINER =
  /(?<!\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\p{Script=Arabic})(?:\u200c|\u200d)|(?:\u200c|\u200d)$/gu

/** One form for every way of writing the same name: NFC, single spaces, nothing invisible. */
export function tidy(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(STRAY_JOINER, '')
    .replaceAll(/ +/g, ' ')
    .trim()
    .normalize('NFC')
}

/** Lone surrogates, private and unassigned characters look different, or like nothing, on every machine. */
const UNREADABLE = /[\p{Cs}\p{Co}\p{Cn}]/u

/** A pile of combining marks climbs over the neighbours. */
const PILED_MARKS = /\p{M}{3,}/u

/** At least one sign that can be read or seen. */
const VISIBLE = /[\p{L}\p{N}\p{S}\p{P}]/u

/** Whether everybody sees the same name, and nothing but the name. */
export const readable = (name: string): boolean =>
  !UNREADABLE.test(name) && !PILED_MARKS.test(name) && VISIBLE.test(name)
