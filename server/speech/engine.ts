// A program of its own: the speech engine is GPL and never a part of the server. It reads one order a line from standard
// input and writes one report a line to standard output; it ends when its input ends.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import load from '@echogarden/espeak-ng-emscripten'
import { createMp3Encoder } from 'wasm-media-encoders'
import type { Order, Report } from './order.ts'
import { evened } from './sound.ts'

const engine = new (await load()).eSpeakNGWorker()
const encoder = await createMp3Encoder()

// Whoever answers a question comes first. The server says when to stop, also on Ctrl-C.
setPriority(19)
process.on('SIGINT', () => undefined)

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(report(JSON.parse(line) as Order))) // only server/speech/engine-process.ts writes here
}

function report(order: Order): Report {
  try {
    const bytes = render(order)
    if (bytes.length === 0) return { file: order.file, fault: 'silent' }
    mkdirSync(dirname(order.file), { recursive: true })
    // A clip is there whole or not at all.
    const unfinished = `${order.file}.${process.pid}`
    writeFileSync(unfinished, bytes)
    renameSync(unfinished, order.file)
    return { file: order.file, bytes: bytes.length }
  } catch (error) {
    return { file: order.file, fault: error instanceof Error ? error.message : String(error) }
  }
}

function render({ voice, text, wordsPerMinute, kilobits }: Order): Uint8Array {
  if (engine.set_voice(voice) !== 0) throw new Error(`no voice ${voice}`)
  engine.set_rate(wordsPerMinute)
  const pieces: Int16Array[] = []
  engine.synthesize(text, (samples) => {
    if (samples) pieces.push(samples)
    return false
  })
  const sampleRate = engine.get_samplerate()
  const sound = evened(pieces, sampleRate)
  if (sound.length === 0) return new Uint8Array()
  encoder.configure({ sampleRate, channels: 1, bitrate: kilobits })
  // The encoder gives its own memory, which the next call overwrites.
  return Buffer.concat([Buffer.from(encoder.encode([sound])), Buffer.from(encoder.finalize())])
}
