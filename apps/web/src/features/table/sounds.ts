/** Three short tones, made on the spot. All stay under −18 dBFS, and each has a visible twin. */
const TONES = {
  send: { from: 520, to: 780, ms: 120 },
  arrive: { from: 660, to: 660, ms: 90 },
  look: { from: 220, to: 220, ms: 120 },
} as const
export type Tone = keyof typeof TONES

/** −18 dBFS. */
const PEAK = 0.125
let audio: AudioContext | null = null

/** Plays a tone; silent where the browser has no sound or will not give it yet. */
export function playSound(tone: Tone): void {
  if (typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  const { from, to, ms } = TONES[tone]
  const start = audio.currentTime
  const end = start + ms / 1000
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.frequency.setValueAtTime(from, start)
  oscillator.frequency.linearRampToValueAtTime(to, end)
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(PEAK, start + 0.01)
  gain.gain.linearRampToValueAtTime(0, end)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(end)
}
