import { useEffect, useState } from 'preact/hooks'
import {
  IMPORT_LIMITS,
  type ImportsReply,
  type LookedAt,
  type MappingParts,
  type ShownImport,
} from '../../../shared/imports.ts'
import { count } from '../../../shared/results/format.ts'
import { ask, type Reply } from '../requests.ts'
import { ChooseMapping } from './choose-mapping.tsx'
import { Looked } from './looked.tsx'
import { say } from './say.ts'
import { sendFile } from './send-file.ts'

interface BringInProps {
  readonly imports: readonly ShownImport[]
  readonly onSignedOut: () => void
  readonly onKept: () => Promise<void>
}

type Busy = { readonly with: 'send'; readonly share: number } | { readonly with: 'look' | 'keep' } | null

/** Three steps: the file, what its columns mean, and a look at it; then it can be kept. */
export function BringIn({ imports, onSignedOut, onKept }: BringInProps) {
  const [parts, setParts] = useState<MappingParts | null>(null)
  const [looked, setLooked] = useState<LookedAt | null>(null)
  const [busy, setBusy] = useState<Busy>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)

  const valueIn = <T,>(reply: Reply<T>): T | null => {
    setBusy(null)
    if (reply.state === 'ok') return reply.value
    if (reply.state === 'signed-out' || reply.state === 'wrong') onSignedOut()
    else setProblem(reply.message ?? say('failed'))
    return null
  }
  const begin = (now: Busy) => {
    setProblem(null)
    setTold(null)
    setLooked(null)
    setBusy(now)
  }
  const choose = async (file: File | undefined) => {
    setParts(null)
    begin(file ? { with: 'send', share: 0 } : null)
    if (!file) return
    const wrong = file.size === 0 ? 'file.empty' : file.size > IMPORT_LIMITS.bytes ? 'file.large' : null
    if (wrong) {
      setBusy(null)
      return setProblem(say(wrong))
    }
    try {
      const sent = valueIn(await sendFile(file, (share) => setBusy({ with: 'send', share })))
      if (sent) setParts(valueIn(await ask<MappingParts>('/api/v1/imports/columns')))
    } catch {
      // The browser could not read it: it was moved or changed.
      setBusy(null)
      setProblem(say('file.unread'))
    }
  }
  const look = async (name: string, mapping: unknown) => {
    begin({ with: 'look' })
    const asked = { method: 'POST', body: { name, mapping }, timeoutMs: 300_000 } as const
    setLooked(valueIn(await ask<LookedAt>('/api/v1/imports/look', asked)))
  }
  const keep = async (skipRefused: boolean) => {
    begin({ with: 'keep' })
    const asked = { method: 'POST', body: { skipRefused }, timeoutMs: 300_000 } as const
    const kept = valueIn(await ask<LookedAt>('/api/v1/imports/keep', asked))
    if (kept?.kept) {
      setTold(say('kept', { count: kept.accepted }))
      setParts(null)
    }
    await onKept()
  }
  return (
    <section class="ew-sheet" aria-labelledby="bring">
      <h2 class="ew-sheet__title" id="bring">
        {say('bring')}
      </h2>
      <div class="ew-add">
        <div class="ew-field">
          <label class="ew-field__label" for="import-file">
            {say('file')}
          </label>
          <p id="import-limit">
            {say('file.limit', { lines: count(IMPORT_LIMITS.lines), size: IMPORT_LIMITS.bytes / 1e6 })}
          </p>
          <input
            class="ew-input"
            id="import-file"
            type="file"
            accept=".csv,text/csv,text/plain"
            aria-describedby="import-limit"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        </div>
      </div>
      {parts && (
        <ChooseMapping
          imports={imports}
          parts={parts}
          busy={busy !== null}
          onChanged={() => setLooked(null)}
          onLook={(...wish) => void look(...wish)}
        />
      )}
      {busy && <Progress busy={busy} />}
      <p class={problem ? 'ew-notice ew-imports__problem' : ''} role="alert">
        {problem}
      </p>
      <p class={told ? 'ew-notice' : ''} role="status">
        {told}
      </p>
      {looked && <Looked looked={looked} onKeep={(skipRefused) => void keep(skipRefused)} />}
    </section>
  )
}

const ASK_AGAIN_MS = 1000

/** How far it is: of a file on its way its share, of lines that are read their number. */
function Progress({ busy }: { readonly busy: NonNullable<Busy> }) {
  const lines = useLines(busy.with !== 'send')
  const label = say(`busy.${busy.with}`)
  return (
    <div class="ew-imports__progress">
      <label for="import-progress">{label}</label>
      <progress id="import-progress" max={1} {...(busy.with === 'send' ? { value: busy.share } : {})} />
      {lines !== null && <span>{say('busy.lines', { count: lines })}</span>}
    </div>
  )
}

function useLines(asks: boolean): number | null {
  const [lines, setLines] = useState<number | null>(null)
  useEffect(() => {
    if (!asks) return setLines(null)
    const timer = setInterval(async () => {
      const reply = await ask<ImportsReply>('/api/v1/imports')
      if (reply.state === 'ok') setLines(reply.value.lines)
    }, ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [asks])
  return lines
}
