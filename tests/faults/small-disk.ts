import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerProcess } from '../support/server.ts'

/** Whether a disk of a few megabytes can be made here, for one process and without root. */
export function canMount(): boolean {
  return spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0
}

/** What to run a server under so that its data folder, which must be there, is a disk of so many megabytes. It goes with the
 *  process. */
export function onSmallDisk(dataDir: string, megabytes: number): readonly string[] {
  const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`
  return ['unshare', '-rm', 'sh', '-c', script, dataDir]
}

export interface SmallDisk {
  /** Writes until nothing fits any more. */
  readonly fill: () => void
  readonly free: () => void
}

/** The small disk of that server. */
export function diskOf({ pid }: ServerProcess, dataDir: string): SmallDisk {
  const filler = join(`/proc/${pid}/root${dataDir}`, 'filler')
  return {
    fill: () => {
      const file = openSync(filler, 'a')
      for (let size = 65_536; size >= 1; ) {
        try {
          if (writeSync(file, Buffer.alloc(size)) < size) size = Math.floor(size / 2)
        } catch {
          size = Math.floor(size / 2)
        }
      }
      closeSync(file)
    },
    free: () => rmSync(filler),
  }
}

/** Whether system calls of a process that runs can be made to fail here. */
export function canInject(): boolean {
  const inject = ['-f', '-e', 'inject=fsync:error=EIO', '-o', '/dev/null', 'true']
  if (spawnSync('strace', inject).status !== 0) return false
  const sleeper = spawn('sleep', ['20'])
  const attached = spawnSync('timeout', ['1', 'strace', '-p', String(sleeper.pid)], { encoding: 'utf8' })
  sleeper.kill()
  return attached.stderr.includes('attached')
}

/** Makes these calls on that file, or on any file, fail, until what it gives is called. */
export async function failing(
  pid: number,
  { calls, error, file }: { calls: string; error: 'EIO' | 'EROFS' | 'ENOSPC'; file?: string },
): Promise<() => Promise<void>> {
  const only = file === undefined ? [] : ['-P', file]
  const args = ['-f', ...only, '-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`, '-p', String(pid)]
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const gone = once(strace, 'close')
  await new Promise<void>((attached, failed) => {
    let said = ''
    strace.stderr.on('data', (data: Buffer) => {
      said += data.toString()
      if (/attached/.test(said)) attached()
    })
    void gone.then(() => failed(new Error(`strace ended: ${said}`)))
  })
  return async () => {
    strace.kill('SIGINT')
    await gone
  }
}
