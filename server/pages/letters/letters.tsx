import { renderToString } from 'preact-render-to-string'
import { directionOf, say } from '../../../shared/survey/text.ts'
import type { Invitation } from '../../invitations.ts'
import { escapeHtml } from '../fill.ts'
import type { PaperForm } from '../paper/form.tsx'
import { Qr } from '../paper/qr.tsx'
import { paperWords } from '../paper/words.ts'
import letterStyle from './letters.css?raw'

type LetterForm = Pick<PaperForm, 'survey' | 'language' | 'card' | 'collector'>

/** A page to print, whole and without script: a letter a sheet of A4. No letter says whom it is for or which it is of the batch. */
export function letters(form: LetterForm, invitations: readonly Invitation[]): string {
  const { survey, language, card } = form
  const title = `${say(survey.title, language, survey.languages[0])} – ${card.productName}`
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${letterStyle}</style>
</head>
<body>
<main>
${invitations.map((invitation) => renderToString(<Letter {...form} invitation={invitation} />)).join('\n')}
</main>
</body>
</html>
`
}

function Letter({ survey, language, card, collector, invitation }: LetterForm & { readonly invitation: Invitation }) {
  const on = paperWords(language, survey.address)
  return (
    <article>
      <p class="from">{[card.productName, card.name].join(' · ')}</p>
      <h1>{say(survey.title, language, survey.languages[0])}</h1>
      <p class="sub">{on('poster.sub', { count: survey.questions.filter(({ showIf }) => !showIf).length })}</p>
      <p>{collector.provider}</p>
      <div class="how">
        <Qr text={invitation.link} look="qr" />
        <ol>
          <li>{on('poster.step1')}</li>
          <li>{on('poster.step2')}</li>
          <li>{on('poster.step3')}</li>
        </ol>
      </div>
      <section class="code">
        <p>
          {on('poster.type')} <strong dir="ltr">{invitation.page.replace(/^https?:\/\//, '')}</strong>
        </p>
        <p>{on('letter.code')}</p>
        <p class="letters" dir="ltr">
          {invitation.code}
        </p>
        <p>{on('letter.once')}</p>
      </section>
      <ul>
        <li>{on('letter.free')}</li>
        <li>{on('poster.name')}</li>
        <li>{on('letter.secret')}</li>
        <li>{on('poster.hear')}</li>
      </ul>
    </article>
  )
}
