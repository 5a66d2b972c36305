import { createCipheriv, createHash } from 'node:crypto'

const SEED = process.env.CHANCE_SEED ?? 'the same in every run'
let drawn = 0

/** Bytes for a server in a test: other ones for every server of a test file and the same ones in every run, so that a
 *  test that passes by the luck of its draw passes or fails for everyone. `CHANCE_SEED` gives another draw. */
export function testChance(): (length: number) => Uint8Array {
  drawn += 1
  const key = createHash('sha256').update(`${SEED} ${drawn}`).digest()
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  return (length) => stream.update(Buffer.alloc(length))
}
