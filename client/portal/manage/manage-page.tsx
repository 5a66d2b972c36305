import { useState } from 'preact/hooks'
import type { AddedCollector, ManageReply } from '../../../shared/manage.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import { createWords } from '../../lib/i18n.ts'
import manageWords from '../../text/portal-manage.nl.json'
import { useLoaded } from '../loaded.ts'
import type { PortalPageProps } from '../pages.ts'
import { Waiting } from '../waiting.tsx'
import { Collectors } from './collectors.tsx'
import { Devices } from './devices.tsx'
import { AddForm, type Field } from './form.tsx'
import './manage.css'

const { say } = createWords('nl', { nl: manageWords })
const CHANNELS = ['own-device', 'kiosk', 'assisted', 'paper'] as const
const ACCESSES = ['open', 'invited'] as const

/** What an administrator runs: places, collectors and devices. */
export function ManagePage({ words, onSignedOut }: PortalPageProps) {
  const [stage, load] = useLoaded<ManageReply>('/api/v1/manage', onSignedOut)
  const [provider, setProvider] = useState('')
  const [made, setMade] = useState<AddedCollector | null>(null)

  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { reply } = stage
  const chosen = reply.providers.find(({ id }) => id === provider)
  const own = reply.careTypes.filter(({ id }) => chosen?.careTypes.includes(id))
  const collectorFields: readonly Field[] = [
    { name: 'provider', choices: reply.providers, value: provider, onChange: setProvider },
    {
      name: 'careType',
      choices: own.length > 0 ? own : reply.careTypes,
      ...(own.length === 1 ? { value: own[0]?.id ?? '' } : {}),
    },
    { name: 'location', choices: chosen?.locations ?? [], optional: true },
    { name: 'channel', choices: CHANNELS.map((id) => ({ id, name: say(`channel.${id}`) })) },
    { name: 'surveys', choices: reply.surveys, several: say('collector.surveys.more') },
    { name: 'access', choices: ACCESSES.map((id) => ({ id, name: say(`access.${id}`) })), value: 'open' },
  ]
  const inUse = reply.devices.flatMap(({ id, name, state, heard }) =>
    name !== null && state === 'active' ? [{ id, name: say('device.old', { name, day: dayInWords(heard) }) }] : [],
  )
  const waiting = { say, onSignedOut, onDone: load }
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
      <section class="ew-sheet" aria-labelledby="add-collector">
        <h2 class="ew-sheet__title" id="add-collector">
          {say('collector.add')}
        </h2>
        <AddForm<AddedCollector>
          {...waiting}
          id="collector"
          path="/api/v1/manage/collectors"
          fields={collectorFields}
          onAdded={setMade}
        />
        {made && <Made made={made} />}
      </section>
      <section class="ew-sheet" aria-labelledby="pair">
        <h2 class="ew-sheet__title" id="pair">
          {say('device.add')}
        </h2>
        <p>{say('device.add.how')}</p>
        <AddForm<{ readonly name: string }>
          {...waiting}
          id="device"
          path="/api/v1/manage/devices"
          fields={[
            { name: 'code' },
            { name: 'name' },
            {
              name: 'collector',
              choices: reply.collectors
                .filter(({ closed, channel }) => !closed && channel !== 'own-device' && channel !== 'import')
                .map(({ code, provider: by, location, channel }) => ({
                  id: code,
                  name: [code, by, location, say(`channel.${channel}`)].filter((part) => part !== '').join(', '),
                })),
              ...(made ? { value: made.code } : {}),
            },
            { name: 'helper', optional: true },
            ...(inUse.length === 0 ? [] : [{ name: 'replaces', optional: true, choices: inUse }]),
          ]}
        />
      </section>
      <Devices devices={reply.devices} {...waiting} />
      <Collectors collectors={reply.collectors} {...waiting} />
      <section class="ew-sheet" aria-labelledby="add-location">
        <h2 class="ew-sheet__title" id="add-location">
          {say('location.add')}
        </h2>
        <AddForm
          {...waiting}
          id="location"
          path="/api/v1/manage/locations"
          fields={[
            { name: 'provider', choices: reply.providers },
            { name: 'name' },
            ...reply.areaSchemes.map(({ id, name, areas }) => ({
              name: `area:${id}`,
              label: name,
              choices: areas,
              optional: true,
            })),
          ]}
        />
      </section>
    </>
  )
}

function Made({ made: { code, url, warnings } }: { readonly made: AddedCollector }) {
  return (
    <div class="ew-made">
      <p>
        {say('collector.made')} <strong class="ew-made__code">{code}</strong>
      </p>
      {url !== null && (
        <p>
          <a href={url}>{url}</a>
        </p>
      )}
      <p>{say('collector.by-voice')}</p>
      {warnings.map((warning) => (
        <p key={warning} class="ew-notice">
          {say('warning', { warning })}
        </p>
      ))}
    </div>
  )
}
