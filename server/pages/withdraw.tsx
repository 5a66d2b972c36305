import { renderToString } from 'preact-render-to-string'
import type { WordKey } from '../../client/screens/words.ts'
import names from '../../client/text/languages.json'
import { wordsIn } from './words.ts'

/** How far taking back is; `wait`: too many codes were tried. */
export type WithdrawState = 'ask' | 'wrong' | 'done' | 'wait'

const TITLES = {
  ask: 'withdraw.open',
  wrong: 'withdraw.open',
  done: 'withdraw.done',
  wait: 'failed.title',
} as const satisfies Readonly<Record<WithdrawState, WordKey>>

/** The page that takes answers back by their code, whole and without script, in that language (Dutch where there is none
 *  such), with a link to it in each other. */
export function withdrawPageIn(asked: unknown, state: WithdrawState, productName: string): string {
  const language = Object.keys(names).find((code) => code === asked) ?? 'nl'
  const words = wordsIn(language)
  const t = (key: WordKey) => words.say(key)
  const own = `/intrekken?taal=${language}`
  return `<!doctype html>${renderToString(
    <html lang={language} dir={words.direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${t(TITLES[state])} – ${productName}`}</title>
        <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/plain.css" />
      </head>
      <body>
        <main>
          <h1>{t(TITLES[state])}</h1>
          {state === 'done' && <p>{t('withdraw.done-text')}</p>}
          {state === 'wait' && (
            <>
              <p>{t('withdraw.busy')}</p>
              <p>
                <a href={own}>{t('again')}</a>
              </p>
            </>
          )}
          {(state === 'ask' || state === 'wrong') && <Ask t={t} action={own} wrong={state === 'wrong'} />}
          <p>{t('withdraw.text')}</p>
        </main>
        {state !== 'done' && <Languages t={t} language={language} />}
      </body>
    </html>,
  )}`
}

interface AskProps {
  readonly t: (key: WordKey) => string
  readonly action: string
  readonly wrong: boolean
}

function Ask({ t, action, wrong }: AskProps) {
  return (
    <>
      <p>{t('withdraw.about')}</p>
      <form action={action} method="post">
        <label for="code">{t('withdraw.code')}</label>
        <p id="code-hint">{t('withdraw.hint')}</p>
        {wrong && (
          <p role="alert">
            <strong>{t('withdraw.wrong')}</strong>
          </p>
        )}
        <input
          id="code"
          name="code"
          dir="ltr"
          required
          maxLength={60}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="code-hint"
        />
        <button type="submit">{t('withdraw.go')}</button>
      </form>
    </>
  )
}

function Languages({ t, language }: { readonly t: (key: WordKey) => string; readonly language: string }) {
  return (
    <nav class="languages" aria-label={t('language.open')}>
      {Object.entries(names).map(([code, name]) => (
        <a
          key={code}
          href={`/intrekken?taal=${code}`}
          lang={code}
          hreflang={code}
          dir={wordsIn(code).direction}
          aria-current={code === language ? 'true' : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  )
}
