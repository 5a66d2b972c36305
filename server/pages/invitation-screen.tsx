import { Frame, Title } from '../../client/screens/frame.tsx'
import { NEXT } from '../../client/screens/icon.tsx'
import type { SurveyScene, WordKey } from '../../client/screens/words.ts'
import { INVITE, type InvitationTrouble } from '../plain/invited.ts'
import { send } from './action.ts'

interface InvitationProps {
  readonly scene: SurveyScene
  readonly trouble: InvitationTrouble | null
  /** There are answers already: it says that they stay. */
  readonly holds: boolean
}

const TROUBLES = {
  'unknown-invitation': 'withdraw.wrong',
  'used-invitation': 'invite.used',
  busy: 'withdraw.busy',
} as const satisfies Readonly<Record<InvitationTrouble, WordKey>>

/** Asks who has no script, or came without the link, for the code in the letter. */
export function InvitationScreen({ scene, trouble, holds }: InvitationProps) {
  const { t } = scene
  return (
    <Frame scene={scene} kind="ask" next={{ label: t('next'), act: send(INVITE), icon: NEXT }}>
      <div>
        <Title>{t('invite.title')}</Title>
        <p class="ew-ask__text">{t('invite.text')}</p>
      </div>
      <div class="ew-code">
        <label class="ew-help__label" for="invitation">
          {t('invite.code')}
        </label>
        <p id="invitation-hint">{t('invite.hint')}</p>
        <p id="invitation-wrong" class="ew-code__wrong" role="alert">
          {trouble && t(TROUBLES[trouble])}
        </p>
        <input
          class="ew-code__field"
          id="invitation"
          name="invitation"
          dir="ltr"
          maxLength={60}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="invitation-hint invitation-wrong"
          aria-invalid={trouble !== null}
        />
        {holds && <p>{t('invite.kept')}</p>}
      </div>
    </Frame>
  )
}
