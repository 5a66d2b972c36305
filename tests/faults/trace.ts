import { spawnSync } from 'node:child_process'

/** Runs a server so that its reads, writes and syncs are written down. `-D`: the server itself is the child process, so
 *  that a signal reaches it. */
export function tracer(file: string): readonly string[] {
  const calls = 'trace=read,recvfrom,fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg'
  return ['strace', '-D', '-f', '-y', '-s', '32', '-e', calls, '-o', file]
}

/** A program that runs that one so that its syncs, and those of its processes, are written down. */
export function syncTracer(file: string, program: string): string {
  return `#!/bin/sh\nexec strace -f -y -s 0 --seccomp-bpf -e trace=fsync,fdatasync -o '${file}' '${program}' "$@"\n`
}

/** Whether strace is here and may trace. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

/** What the trace of a server shows of its flushes. */
export interface TracedFlushes {
  /** Replies with status 200 to a flush. */
  readonly replies: number
  /** Lines of replies before which the answers were not on disk: no write to the log of the database, or no sync of it,
   *  between the last byte read of that request and the first byte written of its reply. */
  readonly early: readonly string[]
}

interface Call {
  readonly name: string
  /** What the file descriptor is: a path, or `socket:[…]`. */
  readonly of: string
  readonly text: string
  readonly begun: number
  /** Line on which it was over; a call that is cut off by another thread ends on a later line. */
  readonly over: number
  readonly result: number
}

/** Reads a trace and judges every flush in it. */
export function tracedFlushes(trace: string): TracedFlushes {
  const calls = callsOf(trace.split('\n')).sort((a, b) => timeOf(a) - timeOf(b))
  const asked = new Map<string, number>()
  const early: string[] = []
  let [written, synced, replies] = [-1, -1, 0]
  for (const call of calls) {
    const isLog = call.of.endsWith('.sqlite-wal')
    if (isLog && call.name === 'pwrite64') written = call.over
    else if (isLog && call.name.endsWith('sync') && call.result === 0)
      synced = call.begun > written ? call.over : synced
    else if (!call.of.startsWith('socket:')) continue
    else if (isRead(call)) noteRead(asked, call)
    else if (asked.has(call.of) && call.text.includes('HTTP/1.1 200')) {
      const read = asked.get(call.of) ?? 0
      replies += 1
      if (!(read < written && written < synced && synced < call.begun)) early.push(call.text)
      asked.delete(call.of)
    }
  }
  return { replies, early }
}

/** How many syncs of files under a folder of that name are over and went well in a trace so far. */
export function syncsUnder(trace: string, folder: string): number {
  const calls = callsOf(trace.split('\n'))
  return calls.filter(({ name, of, result }) => name.endsWith('sync') && of.includes(`/${folder}/`) && result === 0)
    .length
}

/** A read and a sync count when they are over, a write as soon as it begins. */
function timeOf(call: Call): number {
  return isRead(call) || call.name.endsWith('sync') ? call.over : call.begun
}

function isRead({ name }: Call): boolean {
  return name === 'read' || name === 'recvfrom'
}

/** A flush begins with its first bytes; bytes that follow on the same connection are its body. */
function noteRead(asked: Map<string, number>, call: Call): void {
  if (call.result > 0 && (asked.has(call.of) || call.text.includes('"POST /api/v1/responses')))
    asked.set(call.of, call.over)
}

function callsOf(lines: readonly string[]): Call[] {
  const open = new Map<string, { text: string; begun: number }>()
  return lines.flatMap((line, at) => {
    const [, pid = '', text = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    if (text.endsWith('<unfinished ...>')) {
      open.set(pid, { text, begun: at })
      return []
    }
    const begin = text.startsWith('<... ') ? open.get(pid) : { text, begun: at }
    const [, name, of] = /^(\w+)\(\d+<([^>]*)>/.exec(begin?.text ?? '') ?? []
    if (begin === undefined || name === undefined || of === undefined) return []
    return [
      {
        name,
        of,
        text: begin.text + text,
        begun: begin.begun,
        over: at,
        result: Number(/= (-?\d+)[^=]*$/.exec(text)?.[1]),
      },
    ]
  })
}
