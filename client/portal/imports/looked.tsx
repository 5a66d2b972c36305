import type { LookedAt } from '../../../shared/imports.ts'
import { say } from './say.ts'

interface LookedProps {
  readonly looked: LookedAt
  readonly onKeep: (skipRefused: boolean) => void
}

/** What a look at the file found, and the way on. Nothing is kept yet. */
export function Looked({ looked, onKeep }: LookedProps) {
  const { encoding, lines, accepted, refused, refusedLines } = looked
  return (
    <div class="ew-imports__looked">
      <h3>{say('looked')}</h3>
      <p role="status">{say('looked.counts', { lines, accepted, refused })}</p>
      {encoding === 'windows-1252' && <p class="ew-notice">{say('looked.encoding')}</p>}
      {refused > 0 && (
        <>
          <ul>
            {refusedLines.map(({ line, reason }) => (
              <li key={line}>{say('looked.line', { line, reason })}</li>
            ))}
          </ul>
          {refused > refusedLines.length && <p>{say('looked.more', { count: refused - refusedLines.length })}</p>}
          <p>
            <a class="ew-button ew-button--secondary" href="/api/v1/imports/refused.csv" download>
              {say('looked.file')}
            </a>
          </p>
        </>
      )}
      <p>{say(accepted === 0 ? 'looked.none' : 'looked.next')}</p>
      {accepted > 0 && (
        <button class="ew-button ew-button--primary" type="button" onClick={() => onKeep(refused > 0)}>
          {say(refused > 0 ? 'keep.rest' : 'keep', { count: accepted })}
        </button>
      )}
    </div>
  )
}
