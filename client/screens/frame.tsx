import type { ComponentChildren } from 'preact'
import { BACK, EXIT, Icon, LANGUAGE, type Sign } from './icon.tsx'
import { type Action, Press } from './press.tsx'
import { plain, type Scene, type Text } from './words.ts'

/** A control of the bar: a word, what it does, and its sign. */
export interface Way {
  readonly label: Text
  readonly act: Action
  readonly icon?: Sign
}

interface FrameProps {
  readonly scene: Scene
  /** Name of the screen, for its style. */
  readonly kind: string
  readonly back?: Action | undefined
  readonly next?: Way | undefined
  readonly children: ComponentChildren
}

/** Top row, the screen itself, and the bar: the same controls in the same places on every screen. */
export function Frame({ scene, kind, back, next, children }: FrameProps) {
  const { listen } = scene
  return (
    <div class="ew-screen">
      <TopRow {...scene} />
      <main class={`ew-screen__main ew-${kind}`}>
        {children}
        {scene.note}
      </main>
      {(back || listen || next) && (
        <div class="ew-screen__actions" {...scene.bar}>
          <div class="ew-screen__actions-inner">
            {back && (
              <Press act={back} look="ew-bar-button ew-bar-button--stacked ew-bar-button--back">
                <Icon sign={BACK} />
                {scene.t('back')}
              </Press>
            )}
            {listen && (
              <Press act={listen.act} look="ew-bar-button ew-bar-button--stacked">
                {listen.icon && <Icon sign={listen.icon} />}
                {listen.label}
              </Press>
            )}
            {next && (
              <Press act={next.act} look="ew-button--primary ew-bar-button ew-bar-button--next">
                {next.label}
                {next.icon && <Icon sign={next.icon} />}
              </Press>
            )}
          </div>
        </div>
      )}
    </div>
  )
}

function TopRow({ t, nav }: Scene) {
  if (!nav.help && !nav.leave) return null
  return (
    <nav class="ew-screen__top" aria-label={plain(t('top.label'))}>
      {nav.help && <Quiet label={t('help.open')} act={nav.help} />}
      {nav.language && <Quiet label={t('language.open')} act={nav.language} before={LANGUAGE} />}
      {nav.more && <Quiet label={nav.more.label} act={nav.more.act} before={nav.more.icon} />}
      {nav.stop && <Quiet label={t('stop.open')} act={nav.stop} />}
      {nav.leave && <Quiet label={t('leave')} act={nav.leave} after={EXIT} />}
    </nav>
  )
}

interface QuietProps {
  readonly label: Text
  readonly act: Action
  readonly before?: Sign
  readonly after?: Sign
}

function Quiet({ label, act, before, after }: QuietProps) {
  return (
    <Press act={act} look="ew-button--subtle">
      {before && <Icon sign={before} look="ew-icon ew-icon--small" />}
      {label}
      {after && <Icon sign={after} look="ew-icon ew-icon--small" />}
    </Press>
  )
}

/** The one heading of a screen; it takes the focus when the screen appears. */
export function Title({ children, id }: { readonly children: ComponentChildren; readonly id?: string }) {
  return (
    <h1 class="ew-question__title" tabIndex={-1} id={id}>
      {children}
    </h1>
  )
}
