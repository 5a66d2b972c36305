import { inGroups } from '../../shared/withdrawal-code.ts'
import { Icon } from './icon.tsx'
import { COPY, DOWNLOAD, TAKE_BACK } from './later-icons.ts'
import { type Action, Press } from './press.tsx'
import type { Scene } from './words.ts'

interface CodeProps {
  readonly scene: Scene
  readonly code: string
  readonly copied: boolean
  readonly on: { readonly copy?: Action; readonly save?: Action; readonly take: Action }
}

/** The withdrawal code, shown once: to write down, copy or save, and to use at once. */
export function CodeNote({ scene: { t }, code, copied, on }: CodeProps) {
  return (
    <section class="ew-code" aria-labelledby="code-title">
      <h2 class="ew-thanks__head" id="code-title">
        {t('code.title')}
      </h2>
      <p class="ew-code__letters" dir="ltr">
        {inGroups(code)
          .split(' ')
          .map((group, index) => (
            <span class="ew-code__group" key={index}>
              {group}{' '}
            </span>
          ))}
      </p>
      <p>{t('code.text')}</p>
      <p>{t('code.once')}</p>
      {on.copy && (
        <Press act={on.copy} look="ew-button--secondary ew-help__row">
          <Icon sign={COPY} />
          {t('code.copy')}
        </Press>
      )}
      <p class="ew-code__copied" role="status">
        {copied ? t('code.copied') : ''}
      </p>
      {on.save && (
        <Press act={on.save} look="ew-button--secondary ew-help__row">
          <Icon sign={DOWNLOAD} />
          {t('code.save')}
        </Press>
      )}
      <Press act={on.take} look="ew-button--secondary ew-help__row">
        <Icon sign={TAKE_BACK} />
        {t('withdraw.open')}
      </Press>
    </section>
  )
}
