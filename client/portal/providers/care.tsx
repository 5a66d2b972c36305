import { useEffect, useRef, useState } from 'preact/hooks'
import type { ManagedCare, PlaceFields } from '../../../shared/places.ts'
import type { Choice } from '../../../shared/results/choices.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

interface CareProps {
  readonly provider: Choice
  readonly care: readonly ManagedCare[]
  readonly careTypes: readonly Choice[]
  readonly say: Words['say']
  readonly onSignedOut: () => void
  readonly onRefused: () => void
  readonly onKept: () => Promise<void>
}

/** What a care type has that is not given yet. */
const NOT_GIVEN: PlaceFields = {
  given: '',
  validFrom: '',
  validUntil: '',
  contractFrom: '',
  contractUntil: '',
  contractNote: '',
}

/** The care types of a provider with their contracts, to be changed, and one more to be added. */
export function Care({ provider, care, careTypes, say, onSignedOut, onRefused, onKept }: CareProps) {
  // The care type whose form is open; '' for a new one.
  const [open, setOpen] = useState<string | null>(null)
  const buttons = useRef(new Map<string, HTMLButtonElement | null>())
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (open === null && last.current !== null) (buttons.current.get(last.current) ?? buttons.current.get(''))?.focus()
    last.current = open
  }, [open])
  const { name } = provider
  const close = (kept: boolean) => {
    setOpen(null)
    if (kept) void onKept()
  }
  const shared = { provider: provider.id, say, onSignedOut, onRefused, onClose: close }
  const left = careTypes.filter(({ id }) => !care.some(({ careType }) => careType === id))
  const button = (id: string, label: string, of: string) => (
    <button
      class="ew-button ew-button--subtle ew-manage__turn"
      type="button"
      ref={(element) => void buttons.current.set(id, element)}
      aria-label={of}
      onClick={() => setOpen(id)}
    >
      {label}
    </button>
  )
  return (
    <>
      {care.length === 0 && <p class="ew-table__sub">{say('care.none')}</p>}
      <ul class="ew-places ew-places--care" aria-label={say('care', { name })}>
        {care.map((one) => (
          <li key={one.careType}>
            {one.name} <span class="ew-table__sub">{termsInWords(one.fields, say)}</span>
            {open === one.careType ? (
              <CareForm {...shared} careType={one.careType} careTypes={[]} fields={one.fields} />
            ) : (
              button(one.careType, say('change'), say('care.change.of', { care: one.name, name }))
            )}
          </li>
        ))}
      </ul>
      {open === '' ? (
        <CareForm {...shared} careType="" careTypes={left} fields={NOT_GIVEN} />
      ) : (
        button('', say('care.add'), say('care.add.of', { name }))
      )}
    </>
  )
}

function termsInWords(fields: PlaceFields, say: Words['say']): string {
  const { validFrom = '', validUntil = '', contractFrom = '', contractUntil = '', contractNote = '' } = fields
  const contract =
    contractFrom !== '' && contractUntil !== ''
      ? say('care.contract.both', { from: dayInWords(contractFrom), until: dayInWords(contractUntil) })
      : contractFrom !== ''
        ? say('care.contract.from', { day: dayInWords(contractFrom) })
        : contractUntil === ''
          ? ''
          : say('care.contract.until', { day: dayInWords(contractUntil) })
  return [
    validFrom === '' ? '' : say('care.from', { day: dayInWords(validFrom) }),
    validUntil === '' ? '' : say('care.until', { day: dayInWords(validUntil) }),
    contract,
    contractNote === '' ? '' : say('care.contract.note', { note: contractNote }),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

interface CareFormProps {
  readonly provider: string
  /** '' where it is still to be chosen. */
  readonly careType: string
  readonly careTypes: readonly Choice[]
  readonly fields: PlaceFields
  readonly say: Words['say']
  readonly onSignedOut: () => void
  readonly onRefused: () => void
  readonly onClose: (kept: boolean) => void
}

function CareForm({ provider, careType, careTypes, fields, say, onSignedOut, onRefused, onClose }: CareFormProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const isBusy = useRef(false)
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), [])
  const send = async (wish: PlaceFields) => {
    const chosen = careType || String(form.current && new FormData(form.current).get('careType'))
    if (isBusy.current) return
    isBusy.current = true
    const path = `/api/v1/manage/providers/${encodeURIComponent(provider)}/care/${encodeURIComponent(chosen)}`
    const reply = await ask(path, { method: 'PUT', body: { ...wish, seen: fields } })
    isBusy.current = false
    if (reply.state === 'signed-out') return onSignedOut()
    if (reply.state === 'ok') return onClose(true)
    setProblem(reply.message ?? say('failed'))
    onRefused()
  }
  const keep = (event: SubmitEvent) => {
    event.preventDefault()
    if (!form.current) return
    const { careType: _chosen, ...typed } = Object.fromEntries(new FormData(form.current))
    // A form without files has texts only.
    void send(typed as PlaceFields)
  }
  const id = `${provider}-${careType}`
  return (
    <form class="ew-add" ref={form} noValidate onSubmit={keep}>
      {careType === '' && (
        <div class="ew-field">
          <label class="ew-field__label" for={`${id}-careType`}>
            {say('care.type')}
          </label>
          <select class="ew-input" id={`${id}-careType`} name="careType">
            {careTypes.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
      {['validFrom', 'validUntil', 'contractFrom', 'contractUntil', 'contractNote'].map((name) => (
        <div class="ew-field" key={name}>
          <label class="ew-field__label" for={`${id}-${name}`}>
            {say('optional', { label: say(name) })}
          </label>
          {name === 'contractNote' ? (
            <input
              class="ew-input"
              id={`${id}-${name}`}
              name={name}
              autocomplete="off"
              defaultValue={fields[name] ?? ''}
            />
          ) : (
            <input class="ew-input" type="date" id={`${id}-${name}`} name={name} defaultValue={fields[name] ?? ''} />
          )}
        </div>
      ))}
      <p>{say('care.ends')}</p>
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <span class="ew-place__buttons">
        <button class="ew-button ew-button--primary" type="submit">
          {say('keep')}
        </button>
        {careType !== '' && (
          <button class="ew-button ew-button--subtle" type="button" onClick={() => void send({ given: '' })}>
            {say('care.remove')}
          </button>
        )}
        <button class="ew-button ew-button--subtle" type="button" onClick={() => onClose(false)}>
          {say('cancel')}
        </button>
      </span>
    </form>
  )
}
