import { inGroups } from '../../shared/withdrawal-code.ts'
import { copyCode, saveCode } from './code.ts'
import type { Context } from './context.ts'

/** Copies the code on the thanks screen, or offers it as a file: the person's own choice, the app keeps nothing. */
export async function keepCode({ model, change }: Context, how: 'copy-code' | 'save-code'): Promise<void> {
  const { stage, words } = model()
  if (stage.at !== 'thanks' || stage.code === null) return
  const code = inGroups(stage.code)
  if (how === 'save-code') {
    const address = `${location.host}/intrekken`
    return saveCode(words.say('code.file', { code, address }))
  }
  const copied = await copyCode(code)
  const now = model().stage
  if (copied && now.at === 'thanks') change({ stage: { ...now, copied } })
}
