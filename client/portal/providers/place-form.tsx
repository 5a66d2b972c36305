import { useEffect, useRef, useState } from 'preact/hooks'
import type { ManagedPlace, PlacesReply } from '../../../shared/places.ts'
import type { Choice } from '../../../shared/results/choices.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

interface PlaceFormProps {
  readonly kind: 'provider' | 'location'
  readonly place: ManagedPlace
  /** What may come after it. */
  readonly successors: readonly Choice[]
  readonly schemes: PlacesReply['areaSchemes']
  readonly say: Words['say']
  readonly onSignedOut: () => void
  /** Called where it was not kept: another may have changed it, and what was not touched here is to show that. */
  readonly onRefused: () => void
  /** Called with what is kept now, or null where the person goes back. */
  readonly onClose: (kept: ManagedPlace | null) => void
}

/** All that can be changed of a provider or location. What was typed stays when it cannot be kept; who was not the first
 *  reads what another made of it. */
export function PlaceForm({ kind, place, successors, schemes, say, onSignedOut, onRefused, onClose }: PlaceFormProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const isBusy = useRef(false)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const keep = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy.current || !form.current) return
    isBusy.current = true
    const body = { ...Object.fromEntries(new FormData(form.current)), seen: place.fields }
    const path = `/api/v1/manage/${kind}s/${encodeURIComponent(place.id)}`
    const reply = await ask<ManagedPlace>(path, { method: 'PUT', body })
    isBusy.current = false
    if (reply.state === 'signed-out') return onSignedOut()
    if (reply.state === 'ok') return onClose(reply.value)
    setProblem(reply.message ?? say('failed'))
    onRefused()
  }
  const { fields, id } = place
  const areas = kind === 'location' ? schemes.map((scheme) => ({ ...scheme, id: `area:${scheme.id}` })) : []
  return (
    <form class="ew-add" ref={form} noValidate onSubmit={(event) => void keep(event)}>
      <div class="ew-field">
        <label class="ew-field__label" for={`${id}-name`}>
          {say('name')}
        </label>
        <input class="ew-input" id={`${id}-name`} name="name" autocomplete="off" defaultValue={fields.name ?? ''} />
      </div>
      {['validFrom', 'validUntil'].map((name) => (
        <div class="ew-field" key={name}>
          <label class="ew-field__label" for={`${id}-${name}`}>
            {say('optional', { label: say(name) })}
          </label>
          <input class="ew-input" type="date" id={`${id}-${name}`} name={name} defaultValue={fields[name] ?? ''} />
        </div>
      ))}
      <p>{say('ends')}</p>
      {[{ id: 'succeededBy', name: say('succeededBy'), areas: successors }, ...areas].map((choice) => (
        <div class="ew-field" key={choice.id}>
          <label class="ew-field__label" for={`${id}-${choice.id}`}>
            {say('optional', { label: choice.name })}
          </label>
          <select class="ew-input" id={`${id}-${choice.id}`} name={choice.id}>
            <option value="">{say('choose.none')}</option>
            {choice.areas.map((one) => (
              <option key={one.id} value={one.id} selected={one.id === fields[choice.id]}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      ))}
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <span class="ew-place__buttons">
        <button class="ew-button ew-button--primary" type="submit">
          {say('keep')}
        </button>
        <button class="ew-button ew-button--subtle" type="button" onClick={() => onClose(null)}>
          {say('cancel')}
        </button>
      </span>
    </form>
  )
}
