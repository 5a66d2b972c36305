const MOUTHS = {
  'face3-1': 'M32 68Q48 52 64 68',
  'face3-2': 'M33 61Q48 67 63 61',
  'face3-3': 'M29 56Q48 80 67 56',
  'face5-1': 'M30 71Q48 48 66 71M26 34Q32 32 37 27M70 34Q64 32 59 27',
  'face5-2': 'M33 67Q48 56 63 67',
  'face5-3': 'M33 61Q48 67 63 61',
  'face5-4': 'M31 58Q48 74 65 58',
  'face5-5': 'M27 55H69A21 21 0 0 1 27 55Z',
} as const

/** A face that is a place on a scale. */
export type ScaleFace = keyof typeof MOUTHS
export type FaceName = ScaleFace | 'dont-know' | 'not-applicable'

/** A face without age, sex or colour of skin; always beside its word, so silent for a screen reader. */
export function Face({ name, look }: { readonly name: FaceName; readonly look: string }) {
  return (
    <svg class={`${look} ew-face`} viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      {name === 'dont-know' || name === 'not-applicable' ? <Person arms={ARMS[name]} /> : <Mouth name={name} />}
    </svg>
  )
}

function Mouth({ name }: { readonly name: ScaleFace }) {
  return (
    <g>
      <circle class="ew-face__ground" cx="48" cy="48" r="39" />
      <circle class="ew-face__eye" cx="35" cy="41" r="4.5" />
      <circle class="ew-face__eye" cx="61" cy="41" r="4.5" />
      <path class={name === 'face5-5' ? 'ew-face__smile' : undefined} d={MOUTHS[name]} />
    </g>
  )
}

/** A shrug: I do not know. Arms crossed before the chest: not for me. */
const ARMS = {
  'dont-know': 'M34 90V66M62 90V66M3 57H15L24 69L31 51Q33 47 39 47H57Q63 47 65 51L72 69L81 57H93',
  'not-applicable': 'M34 90V74M62 90V74M38 47Q30 48 27 56L22 72L66 58M58 47Q66 48 69 56L74 72L30 58',
} as const

function Person({ arms }: { readonly arms: string }) {
  return (
    <g>
      <circle class="ew-face__ground" cx="48" cy="22" r="14" />
      <path class="ew-face__body" d="M34 90V56Q34 47 39 47H57Q62 47 62 56V90Z" />
      <path d={arms} />
    </g>
  )
}
