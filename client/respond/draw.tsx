import type { VNode } from 'preact'
import { IntroScreen } from '../screens/intro.tsx'
import { LanguageScreen } from '../screens/language.tsx'
import { MessageScreen } from '../screens/message.tsx'
import type { SurveyScene } from '../screens/words.ts'
import type { Context } from './context.ts'
import { drawQuestion } from './draw-question.tsx'
import { hasChoice, languagesOf, type Model } from './model.ts'
import { sceneOf, surveySceneOf } from './scene.ts'

/** Draws what lies outside the first screens. */
export type DrawLater = (model: Model) => VNode | null

/** The screen for this model. Intro and questions with tiles are drawn here, so that they need nothing more than the
 *  first file. */
export function draw(model: Model, context: Context, later: DrawLater | null): VNode | null {
  const { stage, sheet } = model
  const own = context.shared?.draw(context)
  if (own !== undefined) return own
  if (stage.at === 'left') return null
  if (sheet === 'language') return drawLanguage(model, context)
  const scene = surveySceneOf(model, context)
  const first = stage.at === 'run' && !sheet && scene ? drawFirst(scene, model, context) : null
  return first ?? later?.(model) ?? <MessageScreen scene={sceneOf(model, context)} title="wait" />
}

function drawFirst(scene: SurveyScene, model: Model, context: Context): VNode | null {
  const { run, reply } = model
  const place = run?.place
  if (!run || !reply || place?.at === 'overview') return null
  if (place?.at !== 'question') {
    return (
      <IntroScreen
        key="intro"
        scene={scene}
        collector={reply.collector}
        keeps={context.device.storage !== 'none'}
        begin={() => context.act({ type: 'begin' })}
        back={hasChoice(reply) ? () => context.act({ type: 'back' }) : undefined}
      />
    )
  }
  return drawQuestion(scene, model, context)
}

/** The first screen asks for the language and has no way back; opened later on, it has. */
function drawLanguage(model: Model, context: Context): VNode {
  const { act } = context
  const { wish, language, asking } = model
  const done = () => act({ type: 'close' })
  return (
    <LanguageScreen
      scene={sceneOf(model, context)}
      languages={languagesOf(model)}
      language={wish?.state === 'busy' ? wish.language : language}
      missing={wish?.state === 'missing' ? wish.language : null}
      choose={(chosen) => act({ type: 'language', language: chosen })}
      next={done}
      back={asking ? undefined : done}
    />
  )
}
