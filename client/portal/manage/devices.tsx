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

/** How kiosks and tablets are doing, with what somebody must do. */
export function Devices({ devices, say, onSignedOut, onDone }: DevicesProps) {
  const paired = devices.filter(({ name }) => name !== null)
  const [sure, setSure] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const revoke = async ({ id }: ManagedDevice) => {
    const reply = await ask(`/api/v1/manage/devices/${encodeURIComponent(id)}`, { method: 'DELETE' })
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    setSure(null)
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
            <li key={device.id} class="ew-result">
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
              {device.state === 'active' && sure !== device.id && (
                <button
                  class="ew-button ew-button--subtle ew-manage__turn"
                  type="button"
                  aria-label={say('device.revoke.of', { name: device.name ?? '' })}
                  onClick={() => setSure(device.id)}
                >
                  {say('device.revoke')}
                </button>
              )}
              {sure === device.id && (
                <p>
                  {say('device.revoke.sure')}{' '}
                  <button class="ew-button ew-button--secondary" type="button" onClick={() => void revoke(device)}>
                    {say('device.revoke.yes')}
                  </button>{' '}
                  <button class="ew-button ew-button--subtle" type="button" onClick={() => setSure(null)}>
                    {say('device.revoke.no')}
                  </button>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
