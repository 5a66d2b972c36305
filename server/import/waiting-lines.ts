import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Response } from '../../shared/response.ts'
import { StoreUnavailable } from '../store/store.ts'

/** Responses that are written at once. */
const AT_ONCE = 500
const BLOCK_BYTES = 65_536
const LINE_END = 0x0a

/** Responses that were checked and wait to be kept, in the order added. */
export interface WaitingLines {
  /** This and `all` throw StoreUnavailable where the disk takes no more. */
  add(response: Response): void
  all(): Generator<Response>
  close(): void
}

/** In a file that has no name any more: the disk forgets it with this process, however that ends. */
export function waitingLines(): WaitingLines {
  const path = join(tmpdir(), `inlezen-${process.pid}-${process.hrtime.bigint()}`)
  const handle = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  let waiting: string[] = []
  const flush = () => {
    if (waiting[0]) writeWhole(handle, Buffer.from(`${waiting.join('\n')}\n`))
    waiting = []
  }
  return {
    add: (response) => {
      waiting.push(JSON.stringify(response))
      if (waiting.length === AT_ONCE) flush()
    },
    *all() {
      flush()
      // Written by `add`.
      for (const line of linesIn(handle)) yield JSON.parse(line) as Response
    },
    close: () => closeSync(handle),
  }
}

/** A disk that is nearly full takes a part, and says so only at the next. */
function writeWhole(handle: number, bytes: Buffer): void {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
  } catch (cause) {
    throw new StoreUnavailable('what is brought in cannot wait on disk now', { cause })
  }
}

function* linesIn(handle: number): Generator<string> {
  const block = Buffer.alloc(BLOCK_BYTES)
  let rest = Buffer.alloc(0)
  for (let at = 0; ; ) {
    const read = readSync(handle, block, 0, BLOCK_BYTES, at)
    if (read === 0) return
    at += read
    const all = Buffer.concat([rest, block.subarray(0, read)])
    const end = all.lastIndexOf(LINE_END) + 1
    rest = all.subarray(end)
    for (const line of all.subarray(0, end).toString().split('\n')) if (line !== '') yield line
  }
}
