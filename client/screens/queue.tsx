import { Icon } from './icon.tsx'
import { DOWNLOAD, SAVED } from './later-icons.ts'
import { Note } from './note.tsx'
import type { Text, Translate } from './words.ts'

/** What still lies on this device. */
export interface Queue {
  readonly waiting: number
  readonly quarantined: number
  /** Gives the refused answers as a sealed file. */
  readonly save: () => void
}

/** How many finished lists still wait, and how many could not be taken in; nothing when there are none. */
export function QueueNote({ t, queue }: { readonly t: Translate; readonly queue: Queue }) {
  return (
    <>
      {queue.waiting > 0 && <Note title={t('waiting', { count: queue.waiting })} icon={SAVED} live />}
      {queue.quarantined > 0 && (
        <Note title={t('quarantine', { count: queue.quarantined })} icon={SAVED} live>
          <p>{t('file.text')}</p>
          <SaveFile label={t('file.save')} act={queue.save} />
        </Note>
      )}
    </>
  )
}

/** The button that makes a file of sealed answers. */
export function SaveFile({ label, act }: { readonly label: Text; readonly act: () => void }) {
  return (
    <button type="button" class="ew-button ew-button--secondary ew-help__row" onClick={act}>
      <Icon sign={DOWNLOAD} />
      {label}
    </button>
  )
}
