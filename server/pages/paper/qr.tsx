import { encode } from 'uqr'

/** A QR code as a drawing of one path, a unit for each module, with the white border that readers need. */
export function Qr({ text, look }: { readonly text: string; readonly look: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg class={look} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" aria-hidden="true" focusable="false">
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path d={dark.join('')} />
    </svg>
  )
}
