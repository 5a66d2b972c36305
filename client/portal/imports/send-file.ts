import { IMPORT_LIMITS } from '../../../shared/imports.ts'
import { ask, type Reply } from '../requests.ts'

/** Sends a file part by part; says after each which share of it is there. Ends at the first part that is not taken. */
export async function sendFile(file: File, onSent: (share: number) => void): Promise<Reply<unknown>> {
  let reply: Reply<unknown> = { state: 'unknown' }
  for (let at = 0; at < file.size; at += IMPORT_LIMITS.part) {
    const part = await base64Of(file.slice(at, at + IMPORT_LIMITS.part))
    reply = await ask('/api/v1/imports/file', { method: 'PUT', body: { at, part } })
    if (reply.state !== 'ok') return reply
    onSent(Math.min(1, (at + IMPORT_LIMITS.part) / file.size))
  }
  return reply
}

/** Rejects when the file is there no more, or changed since it was chosen. */
function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
