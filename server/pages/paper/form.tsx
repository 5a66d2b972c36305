import { renderToString } from 'preact-render-to-string'
import { CHECK, Icon } from '../../../client/screens/icon.tsx'
import { Drawing } from '../../../client/screens/picture.tsx'
import { words } from '../../../client/screens/words.ts'
import type { MunicipalityCard } from '../../../shared/municipality.ts'
import type { Question, Survey } from '../../../shared/survey/survey.ts'
import { directionOf, say } from '../../../shared/survey/text.ts'
import { Notice } from './notice.tsx'
import { Qr } from './qr.tsx'
import { PaperQuestion, type PaperScene } from './question.tsx'
import { sheetsOf } from './sheets.ts'
import { paperWords } from './words.ts'

export interface PaperForm {
  readonly survey: Survey
  /** One of the survey's. */
  readonly language: string
  readonly card: MunicipalityCard
  readonly collector: { readonly code: string; readonly provider: string; readonly careType: string }
  /** Where the same survey can be filled in on a phone; null for a collector that phones do not open. */
  readonly phone: string | null
  /** The other surveys of the collector. */
  readonly others: readonly Survey[]
  /** Whether the page leads to the forms in other languages; a file that stands alone leads nowhere. */
  readonly linked: boolean
  /** What stands in <head> for style: a link, or the style itself in a file that stands alone. */
  readonly style: string
}

/** The form as a page of HTML that prints on A4, without script. */
export function paperForm(form: PaperForm): string {
  const { survey, language, style } = form
  const title = `${say(survey.title, language, survey.languages[0])} – ${formCode(form)}`
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)}</title>
${style}
</head>
<body>
${renderToString(<Form {...form} />)}
</body>
</html>
`
}

/** Which words and which version a form has: what staff need to key it in. */
export function formCode({ survey, language }: Pick<PaperForm, 'survey' | 'language'>): string {
  return `${survey.id} ${survey.version} ${language}`
}

function Form(form: PaperForm) {
  const { survey, language, card } = form
  const on = paperWords(language, survey.address)
  // The pieces of screens that are drawn here say no words of the interface: paper has its own.
  const scene: PaperScene = { survey, language, card, page: language, nav: {}, t: () => '', on }
  const sheets = sheetsOf(survey, language)
  return (
    <>
      <Notice form={form} />
      <main>
        {sheets.map((questions, index) => (
          <Sheet
            key={questions[0]?.id}
            form={form}
            scene={scene}
            questions={questions}
            page={{ number: index + 1, total: sheets.length }}
          />
        ))}
      </main>
    </>
  )
}

interface SheetProps {
  readonly form: PaperForm
  readonly scene: PaperScene
  readonly questions: readonly Question[]
  readonly page: { readonly number: number; readonly total: number }
}

function Sheet({ form, scene, questions, page }: SheetProps) {
  return (
    <div class="paper-sheet">
      {page.number === 1 && <Head form={form} scene={scene} />}
      <div class="paper-questions">
        <p class="paper-strip">{scene.on('staff')}</p>
        {questions.map((question) => (
          <PaperQuestion key={question.id} scene={scene} question={question} />
        ))}
      </div>
      <Foot form={form} scene={scene} page={page} />
    </div>
  )
}

function Head({ form: { collector }, scene }: Pick<SheetProps, 'form' | 'scene'>) {
  const { survey, on } = scene
  return (
    <header class="paper-head">
      <p class="paper-head__about" lang="nl" dir="ltr">
        {collector.careType} – {collector.provider}
      </p>
      <h1>{words(scene, survey.title)}</h1>
      <ul class="paper-head__intro">
        {survey.intro.map((sentence, index) => (
          <li key={index}>
            {survey.introSigns?.[index] ? (
              <Drawing picture={survey.introSigns[index]} look="paper-head__sign" />
            ) : (
              <Icon sign={CHECK} look="paper-head__sign paper-sign" />
            )}
            <span>{words(scene, sentence)}</span>
          </li>
        ))}
      </ul>
      <div class="paper-head__how">
        <span class="paper-box__square paper-box__square--crossed" />
        <div>
          <p>
            <b>{on('how')}</b>
          </p>
          <p>
            <span class="paper-sentence">{on('mistake')}</span> <span class="paper-sentence">{on('skip')}</span>
          </p>
        </div>
      </div>
    </header>
  )
}

function Foot({ form, scene: { on }, page }: Omit<SheetProps, 'questions'>) {
  const { collector, phone } = form
  return (
    <div class="paper-foot">
      {phone && <Qr text={phone} look="paper-foot__qr" />}
      <div class="paper-foot__words">
        <p>
          <b class="paper-sentence">{on('no-names')}</b> <span class="paper-sentence">{on('hand-in')}</span>
        </p>
        <p>{page.number === 1 && phone ? on('phone') : on('staff-codes')}</p>
        <p class="paper-foot__codes">
          <bdi dir="ltr">{formCode(form)}</bdi>
          {' · '}
          <bdi dir="ltr">{asWritten(collector.code)}</bdi>
          {' · '}
          {on('page', page)}
        </p>
      </div>
    </div>
  )
}

/** KX4 M7RT: the code in two parts, as it is said. */
function asWritten(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}
