import { useEffect, useRef, useState } from 'preact/hooks'
import type { ManagedPlace, PlacesReply } from '../../../shared/places.ts'
import type { Choice } from '../../../shared/results/choices.ts'
import { count, dayInWords } from '../../../shared/results/format.ts'
import { createWords } from '../../lib/i18n.ts'
import providerWords from '../../text/portal-providers.nl.json'
import { AddForm } from '../manage/form.tsx'
import '../manage/manage.css'
import { useLoaded } from '../loaded.ts'
import type { PortalPageProps } from '../pages.ts'
import { Waiting } from '../waiting.tsx'
import { Care } from './care.tsx'
import { PlaceForm } from './place-form.tsx'
import './providers.css'

const { say } = createWords('nl', { nl: providerWords })

const choiceOf = ({ id, fields }: ManagedPlace): Choice => ({ id, name: fields.name ?? id })

/** Every provider with its locations, to be changed or closed, and a form for a new one. */
export function ProvidersPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, load] = useLoaded<PlacesReply>('/api/v1/manage/providers', onSignedOut)
  const [sought, setSought] = useState('')
  const [kept, setKept] = useState<string | null>(null)

  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { providers, areaSchemes: schemes } = stage.reply
  const found = providers.filter(({ fields }) => fields.name?.toLowerCase().includes(sought.trim().toLowerCase()))
  const shared = {
    schemes,
    onSignedOut,
    onRefused: () => void load(),
    onKept: async (place: ManagedPlace) => {
      setKept(say('kept', { name: place.fields.name ?? '' }))
      await load()
    },
  }
  const locations = providers.flatMap((provider) =>
    provider.locations.map(({ id, fields }) => ({ id, name: `${provider.fields.name}, ${fields.name}` })),
  )
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
      <div class="ew-sheet">
        <div class="ew-field">
          <label class="ew-field__label" for="sought">
            {say('search')}
          </label>
          <input
            class="ew-input"
            type="search"
            id="sought"
            autocomplete="off"
            onInput={(event) => setSought(event.currentTarget.value)}
          />
        </div>
        <p role="status">{kept ?? say('found', { count: found.length, number: count(found.length) })}</p>
        <ul class="ew-places">
          {found.map((provider) => (
            <li key={provider.id}>
              <Place {...shared} kind="provider" place={provider} successors={providers.map(choiceOf)} />
              <Care
                provider={choiceOf(provider)}
                care={provider.care}
                careTypes={stage.reply.careTypes}
                say={say}
                onSignedOut={onSignedOut}
                onRefused={shared.onRefused}
                onKept={async () => {
                  setKept(say('kept', { name: provider.fields.name ?? '' }))
                  await load()
                }}
              />
              {provider.locations.length > 0 && (
                <ul class="ew-places" aria-label={say('locations', { name: provider.fields.name ?? '' })}>
                  {provider.locations.map((location) => (
                    <li key={location.id}>
                      <Place {...shared} kind="location" place={location} successors={locations} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </div>
      <section class="ew-sheet" aria-labelledby="add-provider">
        <h2 class="ew-sheet__title" id="add-provider">
          {say('provider.add')}
        </h2>
        <AddForm
          id="provider"
          path="/api/v1/manage/providers"
          fields={[{ name: 'name' }]}
          say={say}
          onSignedOut={onSignedOut}
          onDone={load}
        />
      </section>
    </>
  )
}

interface PlaceProps {
  readonly kind: 'provider' | 'location'
  readonly place: ManagedPlace
  readonly successors: readonly Choice[]
  readonly schemes: PlacesReply['areaSchemes']
  readonly onSignedOut: () => void
  readonly onRefused: () => void
  readonly onKept: (place: ManagedPlace) => Promise<void>
}

function Place({ place, successors, onKept, ...rest }: PlaceProps) {
  const [open, setOpen] = useState(false)
  const change = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (!open && wasOpen.current) change.current?.focus()
    wasOpen.current = open
  }, [open])
  const { name = '', validUntil = '' } = place.fields
  const close = (kept: ManagedPlace | null) => {
    setOpen(false)
    if (kept) void onKept(kept)
  }
  return (
    <>
      <strong>{name}</strong>{' '}
      <span class="ew-table__sub">
        {say('open', { count: place.openCollectors, number: count(place.openCollectors) })}{' '}
        {validUntil !== '' && say('until', { day: dayInWords(validUntil) })}
      </span>
      {open ? (
        <PlaceForm
          {...rest}
          place={place}
          successors={successors.filter(({ id }) => id !== place.id)}
          say={say}
          onClose={close}
        />
      ) : (
        <button
          class="ew-button ew-button--subtle ew-manage__turn"
          type="button"
          ref={change}
          aria-label={say('change.of', { name })}
          onClick={() => setOpen(true)}
        >
          {say('change')}
        </button>
      )}
    </>
  )
}
