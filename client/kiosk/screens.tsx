import done from '../../surveys/pictures/scenes/done.svg?raw'
import { Frame, Title } from '../screens/frame.tsx'
import { CLOSE, Icon } from '../screens/icon.tsx'
import { ANSWERS, SEND } from '../screens/later-icons.ts'
import { Stage } from '../screens/picture.tsx'
import { Press } from '../screens/press.tsx'
import type { Scene, Text } from '../screens/words.ts'
import { WRONG } from './icons.ts'
import type { KioskKey } from './words.ts'

type Say = (key: KioskKey) => Text

interface Props {
  readonly scene: Scene
  readonly say: Say
}

/** After the last question: the answers themselves are shown only to who asks, for others may look on. */
export function ReadyScreen(
  props: Props & { readonly on: { readonly send: () => void; readonly look: () => void; readonly back: () => void } },
) {
  const { scene, say, on } = props
  return (
    <Frame scene={scene} kind="ask" back={on.back} next={{ label: scene.t('overview.send'), act: on.send, icon: SEND }}>
      <Stage picture={DONE} />
      <div>
        <Title>{say('ready.title')}</Title>
        <p class="ew-ask__text">{say('ready.text')}</p>
      </div>
      <div class="ew-ask__choices">
        <Press act={on.look} look="ew-button--secondary ew-button--big">
          <Icon sign={ANSWERS} />
          {say('ready.look')}
        </Press>
      </div>
    </Frame>
  )
}

/** Ornament: the words beside it say the same. */
const DONE = { id: 'done', svg: done, alt: {} }

/** Five seconds after the one tap. What was chosen is not said: others may look on. */
export function UndoScreen({ scene, say, undo }: Props & { readonly undo: () => void }) {
  return (
    <Frame scene={scene} kind="undo">
      <Stage picture={DONE} />
      <div>
        <Title>{say('undo.title')}</Title>
        <p class="ew-ask__text">{say('undo.text')}</p>
      </div>
      <Press act={undo} look="ew-button--secondary ew-button--big ew-undo__wrong">
        <Icon sign={WRONG} />
        {say('undo.wrong')}
      </Press>
    </Frame>
  )
}

/** The answers could not be kept; nobody has to wait for it. */
export function StuckScreen(props: Props & { readonly on: { readonly again: () => void; readonly drop: () => void } }) {
  const { scene, say, on } = props
  return (
    <Frame scene={scene} kind="ask" next={{ label: scene.t('again'), act: on.again }}>
      <div>
        <Title>{scene.t('not-kept.title')}</Title>
        <p class="ew-ask__text">{say('stuck.text')}</p>
      </div>
      <div class="ew-ask__choices">
        <Press act={on.drop} look="ew-button--secondary ew-button--big">
          <Icon sign={CLOSE} />
          {say('stuck.drop')}
        </Press>
      </div>
    </Frame>
  )
}
