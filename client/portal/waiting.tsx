import type { Words } from '../lib/i18n.ts'
import { Message } from './frame.tsx'

interface WaitingProps {
  /** The words of the portal. */
  readonly words: Words
  readonly at: 'loading' | 'failed'
  readonly onRetry: () => void
}

/** What stands where a page has nothing to show yet. */
export function Waiting({ words, at, onRetry }: WaitingProps) {
  if (at === 'loading') return <p>{words.say('loading')}</p>
  return (
    <>
      <Message title={words.say('failed.title')} text={words.say('failed.no-connection')} />
      <button class="ew-button ew-button--primary" type="button" onClick={onRetry}>
        {words.say('retry')}
      </button>
    </>
  )
}
