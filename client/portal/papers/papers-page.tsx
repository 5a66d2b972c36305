import { createWords } from '../../lib/i18n.ts'
import papersWords from '../../text/portal-papers.nl.json'

const { say } = createWords('nl', { nl: papersWords })

const PAPERS = ['register', 'dpia'] as const
const PAGES = ['/privacy', '/wat-kan-er-misgaan'] as const

/** The papers about privacy: to download, to fill in, to decide on. */
export function PapersPage() {
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <h1 class="ew-lead__title" id="lead">
            {say('title')}
          </h1>
          <p class="ew-lead__more">{say('intro')}</p>
        </div>
      </section>
      {PAPERS.map((name) => (
        <section key={name} class="ew-sheet" aria-labelledby={name}>
          <div class="ew-sheet__head">
            <h2 class="ew-sheet__title" id={name}>
              {say(`${name}.title`)}
            </h2>
            <p class="ew-sheet__intro">{say(`${name}.about`)}</p>
          </div>
          <p>
            <a href={`/api/v1/papers/${name}`} download>
              {say(`${name}.download`)}
            </a>
          </p>
        </section>
      ))}
      <section class="ew-sheet" aria-labelledby="public">
        <div class="ew-sheet__head">
          <h2 class="ew-sheet__title" id="public">
            {say('public.title')}
          </h2>
          <p class="ew-sheet__intro">{say('public.about')}</p>
        </div>
        <ul>
          {PAGES.map((path) => (
            <li key={path}>
              <a href={path}>{say(`public.${path}`)}</a>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
