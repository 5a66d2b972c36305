import { useState } from 'preact/hooks'
import type { ManagedDevice } from '../../../shared/manage.ts'
import { count, dayInWords } from '../../../shared/results/format.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

interface DevicesProps {
  readonly devices: readonly ManagedDevice[]
  readonly say: Words['say']
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
}

/** What can be done about a device, after asking. */
interface Deed {
  /** Begins the keys of its words. */
  readonly key: 'device.revoke' | 'device.replaced'
  readonly method: 'DELETE' | 'PUT'
  readonly body?: { readonly by: string }
  /** Name of the device that took its place. */
  readonly by: string
}

const REVOKE: Deed = { key: 'device.revoke', method: 'DELETE', by: '' }

/** How kiosks and tablets are doing, with what somebody must do. */
export function Devices({ devices, say, onSignedOut, onDone }: DevicesProps) {
  const paired = devices.filter(({ name }) => name !== null)
  const [problem, setProblem] = useState<string | null>(null)
  const act = async ({ id }: ManagedDevice, { method, body }: Deed) => {
    const asked = body ? { method, body } : { method }
    const reply = await ask(`/api/v1/manage/devices/${encodeURIComponent(id)}`, asked)
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    await onDone()
  }
  return (
    <section class="ew-sheet" aria-labelledby="devices">
      <h2 class="ew-sheet__title" id="devices">
        {say('devices')}
      </h2>
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      {paired.length === 0 ? (
        <p>{say('devices.none')}</p>
      ) : (
        <ul class="ew-manage__devices">
          {paired.map((device) => (
            <Device key={device.id} device={device} say={say} act={(deed) => act(device, deed)} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface DeviceProps {
  readonly device: ManagedDevice
  readonly say: Words['say']
  readonly act: (deed: Deed) => Promise<void>
}

function Device({ device, say, act }: DeviceProps) {
  const [sure, setSure] = useState<Deed | null>(null)
  const deeds: readonly Deed[] = [
    ...device.maybeBy.map(
      ({ id, name }) => ({ key: 'device.replaced', method: 'PUT', body: { by: id }, by: name }) as const,
    ),
    ...(device.state === 'active' ? [REVOKE] : []),
  ]
  const names = { name: device.name ?? '', by: sure?.by ?? '' }
  return (
    <li class="ew-result">
      <h3 class="ew-result__question">
        <span>{device.name}</span>
        <span class="ew-tag">{say(`device.state.${device.state}`)}</span>
      </h3>
      <p class="ew-result__n">
        {say(`kind.${device.kind}`)}, {device.collectors.join(', ') || '–'}.{' '}
        {say('device.heard', { day: dayInWords(device.heard) })}{' '}
        {say('device.unsent', { count: device.unsent, number: count(device.unsent) })}{' '}
        {device.missing > 0 && say('device.missing', { count: device.missing, number: count(device.missing) })}
      </p>
      <ul>
        {device.remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
      {sure === null &&
        deeds.map((deed) => (
          <button
            key={deed.key + deed.by}
            class="ew-button ew-button--subtle ew-manage__turn"
            type="button"
            aria-label={say(`${deed.key}.of`, { ...names, by: deed.by })}
            onClick={() => setSure(deed)}
          >
            {say(deed.key, { by: deed.by })}
          </button>
        ))}
      {sure && (
        <p>
          {say(`${sure.key}.sure`, names)}{' '}
          <button
            class="ew-button ew-button--secondary"
            type="button"
            onClick={() => void act(sure).then(() => setSure(null))}
          >
            {say(`${sure.key}.yes`)}
          </button>{' '}
          <button class="ew-button ew-button--subtle" type="button" onClick={() => setSure(null)}>
            {say(`${sure.key}.no`)}
          </button>
        </p>
      )}
    </li>
  )
}
