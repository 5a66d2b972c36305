import { useEffect, useState } from 'preact/hooks'
import { dayInWords } from '../../../shared/results/format.ts'
import { type ListedSnapshot, OVERVIEW_KINDS, type SnapshotsReply } from '../../../shared/snapshots.ts'
import { useLoaded } from '../loaded.ts'
import { AddForm } from '../manage/form.tsx'
import '../manage/manage.css'
import type { PortalPageProps } from '../pages.ts'
import { Waiting } from '../waiting.tsx'
import { Overview } from './overview.tsx'
import { say } from './year-words.ts'
import './year.css'

const PATH = '/api/v1/snapshots'

/** Overviews of a year, as they were on the day that somebody made them: to read, to print, to take along. */
export function YearPage(props: PortalPageProps) {
  const { words, signedIn, onSignedOut } = props
  const [stage, load] = useLoaded<SnapshotsReply>(PATH, onSignedOut)
  const [asked, setAsked] = useState(askedNow)
  useEffect(() => {
    const again = () => setAsked(askedNow())
    addEventListener('popstate', again)
    return () => removeEventListener('popstate', again)
  }, [])

  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { snapshots } = stage.reply
  const read = snapshots.find(({ id }) => id === asked)
  if (read) return <Overview words={words} snapshot={read} onSignedOut={onSignedOut} />
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
      <section class="ew-sheet" aria-labelledby="frozen">
        <h2 class="ew-sheet__title" id="frozen">
          {say('list')}
        </h2>
        {snapshots.length === 0 ? <p>{say('list.none')}</p> : <List snapshots={snapshots} />}
      </section>
      {signedIn.rights.includes('manage') && (
        <section class="ew-sheet" aria-labelledby="make">
          <h2 class="ew-sheet__title" id="make">
            {say('make')}
          </h2>
          <p>{say('make.intro')}</p>
          <AddForm
            id="make"
            path={PATH}
            fields={[
              { name: 'year' },
              { name: 'kind', choices: OVERVIEW_KINDS.map((kind) => ({ id: kind, name: say(`kind.${kind}`) })) },
            ]}
            say={say}
            onSignedOut={onSignedOut}
            onDone={load}
          />
        </section>
      )}
    </>
  )
}

/** The overview that the address names. */
function askedNow(): string | null {
  return new URLSearchParams(location.search).get('overzicht')
}

function List({ snapshots }: { readonly snapshots: readonly ListedSnapshot[] }) {
  return (
    <table class="ew-table ew-table--stacked">
      <caption class="ew-visually-hidden">{say('list')}</caption>
      <thead>
        <tr>
          {['what', 'made', 'file'].map((head) => (
            <th key={head} scope="col">
              {say(`list.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {snapshots.map(({ id, kind, year, day }) => {
          const name = say(`name.${kind}`, { year })
          return (
            <tr key={id}>
              <th scope="row">
                <a class="ew-table__link" href={`?${new URLSearchParams({ overzicht: id })}`}>
                  {name}
                </a>
              </th>
              <td data-label={say('list.made')}>
                <span>{dayInWords(day)}</span>
              </td>
              <td data-label={say('list.file')}>
                <a
                  href={`${PATH}/${id}/overview.pdf`}
                  aria-label={say('file.of', { name, day: dayInWords(day) })}
                  download
                >
                  {say('file')}
                </a>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
