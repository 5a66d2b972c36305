import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { runCli } from './cli/run.ts'

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  stdin: () => text(process.stdin),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  now: Date.now,
  randomBytes,
})
