import type { VNode } from 'preact'
import type { HelpLine } from '../../shared/municipality.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import { SkipScreen, StopScreen } from '../screens/ask.tsx'
import { ChooseScreen } from '../screens/choose.tsx'

import { CodeNote } from '../screens/code.tsx'
import { ComfortChoices } from '../screens/comfort.tsx'

import type { Way } from '../screens/frame.tsx'
import { HelpScreen, type TextSize } from '../screens/help.tsx'
import { isAnswered } from '../screens/is-answered.ts'
import { AGAIN } from '../screens/later-icons.ts'
import { MessageScreen } from '../screens/message.tsx'
import { NotKeptScreen } from '../screens/not-kept.tsx'
import { OverviewScreen } from '../screens/overview.tsx'
import { PersonalScreen } from '../screens/personal.tsx'
import type { Queue } from '../screens/queue.tsx'
import { TextAnswer } from '../screens/text-answer.tsx'
import { ThanksScreen } from '../screens/thanks.tsx'
import { WithdrawScreen } from '../screens/withdraw.tsx'
import type { SurveyScene } from '../screens/words.ts'
import urgent from '../text/urgent.json'
import { wantsContrast } from './comfort.ts'
import type { Context } from './context.ts'
import { drawQuestion } from './draw-question.tsx'
import { languagesOf, type Model, type Stage } from './model.ts'
import { SEALED_NAME, saveFile } from './save-file.ts'
import { sceneOf, surveySceneOf } from './scene.ts'

/** On a device that people share, its answers are nobody's who asks for help there. */
const NOTHING_WAITS: Queue = { waiting: 0, quarantined: 0, save: () => undefined }

const URGENT: readonly HelpLine[] = urgent as readonly HelpLine[] // our own file

/** Draws every screen but the intro and questions with tiles; null for those. */
export function drawLater(context: Context, model: Model): VNode | null {
  return drawSheet(context, model) ?? drawStage(context, model)
}

function drawSheet(context: Context, model: Model): VNode | null {
  const scene = surveySceneOf(model, context)
  switch (model.sheet) {
    case 'skip':
    case 'stop':
      return scene && drawAsk(context, model, scene)
    case 'help':
      return drawHelp(context, model)
    case 'withdraw':
      return drawWithdraw(context, model)
    case 'personal':
      return scene && drawWarning(context, model, scene)
    case 'language':
    case null:
      return null
  }
}

function drawAsk({ act }: Context, { run, survey, sheet }: Model, scene: SurveyScene): VNode {
  const id = run?.place.at === 'question' ? run.place.question : ''
  const question = survey?.questions.find((candidate) => candidate.id === id)
  const close = () => act({ type: 'close' })
  if (sheet === 'skip') {
    return (
      <SkipScreen scene={scene} question={question} on={{ yes: () => act({ type: 'skip' }), no: close, back: close }} />
    )
  }
  const on = { yes: () => act({ type: 'finish' }), no: () => act({ type: 'discard' }), back: close }
  const answered = Object.values(run?.answers ?? {}).filter(isAnswered).length
  return <StopScreen scene={scene} question={question} answered={answered} on={on} />
}

function drawHelp(context: Context, model: Model): VNode {
  const { act, shared } = context
  const { comfort } = model
  const scene = sceneOf(model, context)
  const on = {
    size: (size: TextSize) => act({ type: 'size', size }),
    language: languagesOf(model)[0] ? () => act({ type: 'open', sheet: 'language' }) : undefined,
    withdraw: shared ? undefined : () => act({ type: 'open', sheet: 'withdraw' }),
    back: () => act({ type: 'close' }),
  }
  return (
    <HelpScreen
      scene={scene}
      // Where the municipality's own are not known: those of the whole country.
      lines={model.reply?.municipality.help ?? URGENT}
      language={model.language}
      size={comfort.size}
      queue={shared ? NOTHING_WAITS : queueOf(context, model)}
      voice={model.sound?.voice ?? null}
      comfort={
        <ComfortChoices
          scene={scene}
          contrast={comfort.contrast === 'high' || (comfort.contrast === null && wantsContrast())}
          style={comfort.style}
          on={{
            contrast: (more) => act({ type: 'contrast', more }),
            style: (style) => act({ type: 'style', style }),
          }}
        />
      }
      on={on}
    />
  )
}

function drawWarning({ act }: Context, { warning }: Model, scene: SurveyScene): VNode | null {
  if (!warning) return null
  const on = {
    change: () => act({ type: 'change-text' }),
    keep: () => act({ type: 'keep-text' }),
    back: () => act({ type: 'close' }),
  }
  return <PersonalScreen scene={scene} sentences={warning.sentences} on={on} />
}

function drawWithdraw(context: Context, model: Model): VNode {
  const { act } = context
  const { stage, typed, withdrawing } = model
  const on = {
    type: (text: string) => act({ type: 'type-code', text }),
    take: () => act({ type: 'withdraw' }),
    back: () => act({ type: 'close' }),
  }
  const known = stage.at === 'thanks' && stage.code !== null
  return <WithdrawScreen scene={sceneOf(model, context)} state={withdrawing} known={known} typed={typed} on={on} />
}

function drawStage(context: Context, model: Model): VNode | null {
  const { stage } = model
  switch (stage.at) {
    case 'loading':
    case 'left':
      return null
    case 'run':
      return drawOverview(context, model) ?? drawText(context, model)
    case 'saving':
      return <MessageScreen scene={sceneOf(model, context)} title="saving" />
    case 'message':
      return drawMessage(context, model, stage)
    case 'choose':
      return drawChoose(context, model)
    case 'not-kept':
      return drawNotKept(context, model, stage)
    case 'thanks':
      return drawThanks(context, model, stage)
  }
}

function drawOverview(context: Context, model: Model): VNode | null {
  const { act } = context
  const scene = surveySceneOf(model, context)
  const { run } = model
  if (!scene || run?.place.at !== 'overview') return null
  const on = {
    change: (question: string) => () => act({ type: 'change', question }),
    send: () => act({ type: 'finish' }),
    back: () => act({ type: 'back' }),
  }
  const questions = shownQuestions(scene.survey, run.answers)
  return <OverviewScreen scene={scene} questions={questions} answers={run.answers} on={on} />
}

function drawText(context: Context, model: Model): VNode | null {
  const scene = surveySceneOf(model, context)
  const { run } = model
  if (!scene || run?.place.at !== 'question') return null
  const write = (answer: Answer) => context.act({ type: 'answer', answer })
  const field = <TextAnswer scene={scene} answer={run.answers[run.place.question]} write={write} />
  return drawQuestion(scene, model, context, field)
}

function drawMessage(context: Context, model: Model, { name }: Extract<Stage, { at: 'message' }>): VNode {
  const { act } = context
  const scene = sceneOf(model, context)
  return <MessageScreen scene={scene} title={`${name}.title`} text={`${name}.text`} next={wayOn()} />

  function wayOn(): Way | undefined {
    const { survey } = model
    if (name === 'closed' || name === 'insecure') return undefined
    if (name !== 'gone') return { label: scene.t('again'), act: () => act({ type: 'reload' }), icon: AGAIN }
    return survey ? { label: scene.t('gone.again'), act: () => act({ type: 'choose', survey }) } : undefined
  }
}

function drawChoose(context: Context, model: Model): VNode {
  const { act } = context
  return (
    <ChooseScreen
      scene={sceneOf(model, context)}
      surveys={model.reply?.surveys ?? []}
      language={model.language}
      choose={(survey) => () => act({ type: 'choose', survey })}
    />
  )
}

function drawNotKept(context: Context, model: Model, stage: Extract<Stage, { at: 'not-kept' }>): VNode {
  const { problem, sealedFile } = stage
  const on = {
    again: () => context.act({ type: 'finish' }),
    save: sealedFile && (() => saveFile(sealedFile, SEALED_NAME)),
    back: () => context.change({ stage: { at: 'run' } }),
  }
  return <NotKeptScreen scene={sceneOf(model, context)} problem={problem} on={on} />
}

function drawThanks(context: Context, model: Model, stage: Extract<Stage, { at: 'thanks' }>): VNode | null {
  const scene = surveySceneOf(model, context)
  const { fate, code, copied } = stage
  const { act } = context
  const on = {
    copy: () => act({ type: 'copy-code' }),
    save: () => act({ type: 'save-code' }),
    take: () => act({ type: 'open', sheet: 'withdraw' }),
  }
  const note = scene && code !== null && <CodeNote scene={scene} code={code} copied={copied} on={on} />
  const told = scene && model.reply && (
    <p>
      <a
        class="ew-button ew-button--subtle"
        href={`/gedaan/${model.reply.collector.provider.id}?taal=${model.language}`}
      >
        {scene.t('told.title')}
      </a>
    </p>
  )
  return scene && <ThanksScreen scene={scene} fate={fate} queue={queueOf(context, model)} code={[note, told]} />
}

function queueOf({ device }: Context, { counts }: Model): Queue {
  const save = async () => saveFile(await (await device.sending()).exportQuarantine(), SEALED_NAME)
  return { ...counts, save: () => void save() }
}
