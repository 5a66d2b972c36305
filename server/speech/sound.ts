/** As loud as the loudest moment of every clip becomes, of 1. */
const PEAK = 0.89
/** Below this part of the loudest moment it is silence. */
const SILENCE = 0.01
/** Seconds of silence kept before and after the words. */
const BEFORE = 0.05
const AFTER = 0.15

/** Sound as the encoder takes it: silence at both ends cut off, loudest moment brought to one level. Empty when there is
 *  nothing to hear. */
export function evened(pieces: readonly Int16Array[], samplesPerSecond: number): Float32Array {
  const sound = joined(pieces)
  const loudest = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  if (loudest === 0) return new Float32Array()
  const heard = (sample: number) => Math.abs(sample) > loudest * SILENCE
  const start = Math.max(0, sound.findIndex(heard) - Math.round(BEFORE * samplesPerSecond))
  const end = sound.findLastIndex(heard) + 1 + Math.round(AFTER * samplesPerSecond)
  return sound.slice(start, end).map((sample) => (sample / loudest) * PEAK)
}

function joined(pieces: readonly Int16Array[]): Float32Array {
  const sound = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    sound.set(piece, at)
    at += piece.length
  }
  return sound
}
