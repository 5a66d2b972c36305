import { useState } from 'preact/hooks'
import type { MappingParts, ShownImport } from '../../../shared/imports.ts'
import { saveFile } from '../../respond/save-file.ts'
import { MakeMapping } from './make-mapping.tsx'
import { EMPTY, isWhole, type Making, mappingOf } from './making.ts'
import { say } from './say.ts'

interface ChooseMappingProps {
  readonly imports: readonly ShownImport[]
  readonly parts: MappingParts
  readonly busy: boolean
  /** What was looked at is not what is here now. */
  readonly onChanged: () => void
  readonly onLook: (name: string, mapping: unknown) => void
}

const NEW = ' new'
const FILE = ' file'

/** What the columns mean: as at an earlier import, from a file, or made here. */
export function ChooseMapping({ imports, parts, busy, onChanged, onLook }: ChooseMappingProps) {
  const [name, setName] = useState('')
  const [way, setWay] = useState('')
  const [fromFile, setFromFile] = useState<unknown>(null)
  const [making, setMaking] = useState<Making>(EMPTY)
  const [problem, setProblem] = useState<string | null>(null)

  const mapping = () => {
    if (way === NEW) return isWhole(making) ? mappingOf(making) : null
    return way === FILE ? fromFile : (imports.find((one) => one.name === way)?.mapping ?? null)
  }
  const look = (event: SubmitEvent) => {
    event.preventDefault()
    const chosen = mapping()
    setProblem(chosen === null ? say(way === NEW ? 'mapping.half' : 'mapping.none') : null)
    if (chosen !== null && !busy) onLook(name.trim(), chosen)
  }
  const save = () => {
    const json = JSON.stringify(mapping(), null, 2)
    saveFile(new Blob([json], { type: 'application/json' }), `koppeling-${name.trim() || 'onderzoek'}.json`)
  }
  return (
    <form class="ew-add ew-imports__mapping" onInput={onChanged} onSubmit={look}>
      <div class="ew-field">
        <label class="ew-field__label" for="import-name">
          {say('name')}
        </label>
        <p id="import-name-hint">{say('name.hint')}</p>
        <input
          class="ew-input"
          id="import-name"
          value={name}
          required
          autocomplete="off"
          spellcheck={false}
          aria-describedby="import-name-hint"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <div class="ew-field">
        <label class="ew-field__label" for="import-way">
          {say('mapping')}
        </label>
        <select class="ew-input" id="import-way" required onChange={(event) => setWay(event.currentTarget.value)}>
          <option value="">{say('choose')}</option>
          {imports.map((one) => (
            <option key={one.name} value={one.name}>
              {say('mapping.like', { name: one.name })}
            </option>
          ))}
          <option value={FILE}>{say('mapping.file')}</option>
          <option value={NEW}>{say('mapping.new')}</option>
        </select>
      </div>
      {way === FILE && (
        <div class="ew-field">
          <label class="ew-field__label" for="import-mapping">
            {say('mapping.which')}
          </label>
          <input
            class="ew-input"
            id="import-mapping"
            type="file"
            accept=".json,application/json"
            onChange={async (event) => setFromFile(await jsonIn(event.currentTarget.files?.[0]))}
          />
        </div>
      )}
      {way === NEW && <MakeMapping parts={parts} making={making} onChange={setMaking} />}
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <p class="ew-imports__ways">
        <button class="ew-button ew-button--primary" type="submit" aria-disabled={busy}>
          {say('look')}
        </button>
        {way === NEW && isWhole(making) && (
          <button class="ew-button ew-button--subtle" type="button" onClick={save}>
            {say('mapping.save')}
          </button>
        )}
      </p>
    </form>
  )
}

/** Null for no file, and for one that is no JSON. */
async function jsonIn(file: File | undefined): Promise<unknown> {
  try {
    return JSON.parse((await file?.text()) ?? '')
  } catch {
    return null
  }
}
