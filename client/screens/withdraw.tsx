import { Big } from './ask.tsx'
import { Frame, Title } from './frame.tsx'
import { CHECK, CLOSE, NEXT } from './icon.tsx'
import type { Action } from './press.tsx'
import type { Scene } from './words.ts'

/** How far taking back is. `asked`: the device has the request and will send it; `done`: the server has it. */
export type Withdrawing = 'ask' | 'wrong' | 'asked' | 'done' | 'failed'

interface WithdrawProps {
  readonly scene: Scene
  readonly state: Withdrawing
  /** The code is known here: the person only says yes. */
  readonly known: boolean
  readonly typed: string
  readonly on: {
    readonly type: (text: string) => void
    readonly take: Action
    readonly back: Action
  }
}

/** Takes answers back, with the code that the thanks screen showed. */
export function WithdrawScreen(props: WithdrawProps) {
  const { scene, state, known, on } = props
  const { t } = scene
  if (state === 'asked' || state === 'done' || state === 'failed') {
    return (
      <Frame scene={scene} kind="message" back={on.back}>
        <Title>{t(state === 'failed' ? 'failed.title' : `withdraw.${state}`)}</Title>
        <p>{t(state === 'failed' ? 'failed.text' : `withdraw.${state}-text`)}</p>
      </Frame>
    )
  }
  return (
    <Frame scene={scene} kind="ask" back={on.back} next={known ? undefined : goOn()}>
      <div>
        <Title>{t('withdraw.title')}</Title>
        <p class="ew-ask__text">{t('withdraw.text')}</p>
      </div>
      {known ? (
        <div class="ew-ask__choices">
          <Big icon={CHECK} label={t('withdraw.yes')} act={on.take} />
          <Big icon={CLOSE} label={t('withdraw.no')} act={on.back} />
        </div>
      ) : (
        <CodeField {...props} />
      )}
    </Frame>
  )

  function goOn() {
    return { label: t('withdraw.go'), act: on.take, icon: NEXT }
  }
}

function CodeField({ scene: { t }, state, typed, on }: WithdrawProps) {
  const wrong = state === 'wrong'
  return (
    <div class="ew-code">
      <label class="ew-help__label" for="code">
        {t('withdraw.code')}
      </label>
      <p id="code-hint">{t('withdraw.hint')}</p>
      <p id="code-wrong" class="ew-code__wrong" role="alert">
        {wrong ? t('withdraw.wrong') : ''}
      </p>
      <input
        class="ew-code__field"
        id="code"
        name="code"
        dir="ltr"
        value={typed}
        maxLength={60}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-describedby="code-hint code-wrong"
        aria-invalid={wrong}
        onInput={(event) => on.type(event.currentTarget.value)}
      />
    </div>
  )
}
