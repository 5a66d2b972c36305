import { withPictures } from '../../shared/survey/pictures.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import { askCollector, languagesFor } from './collector-store.ts'
import type { Database } from './db.ts'

/** The collector with words in that language too. The phone has the pictures, so they do not travel again; those of a
 *  survey that was renewed do. The known one when the server has it no more; null when the server cannot be reached. */
export async function inSecondLanguage(
  database: Database | null,
  code: string,
  known: CollectorReply,
  language: string,
): Promise<CollectorReply | null> {
  const languages = languagesFor(known, language)
  const words = await askCollector(database, code, `${languages}&pictures=none`, (reply) => withPictures(reply, known))
  const state = words.state === 'failed' ? await askCollector(database, code, languages) : words
  if (state.state === 'ready') return state.reply
  return state.state === 'offline' || state.state === 'failed' ? null : known
}
