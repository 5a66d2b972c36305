/** One line on a grid of 24: its path, and whether it turns with the reading direction. */
export interface Sign {
  readonly path: string
  readonly turns?: boolean
}

export const BACK: Sign = { path: 'M20 12H4M11 5L4 12L11 19', turns: true }
export const NEXT: Sign = { path: 'M4 12H20M13 5L20 12L13 19', turns: true }
export const CHECK: Sign = { path: 'M4 12.5L9.5 18L20 6' }
export const CLOSE: Sign = { path: 'M5 5L19 19M19 5L5 19' }
export const EXIT: Sign = {
  path: 'M10 3H5Q4 3 4 4V20Q4 21 5 21H10M9 12H21M16.5 7.5L21 12L16.5 16.5',
  turns: true,
}
export const LANGUAGE: Sign = {
  path: 'M4 2.5H20Q22 2.5 22 4.5V15Q22 17 20 17H11L6 21.5V17H4Q2 17 2 15V4.5Q2 2.5 4 2.5ZM5 13L7.8 6L10.6 13M6 10.6H9.6M13.5 7.5Q13 11 16.5 11Q20 11 19.5 7.5M16.5 13.5V13.51',
}

/** A sign of one line; it never stands without words and is silent for a screen reader. */
export function Icon({ sign, look = 'ew-icon' }: { readonly sign: Sign; readonly look?: string }) {
  return (
    <svg
      class={sign.turns ? `${look} ew-icon--directional` : look}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={sign.path} />
    </svg>
  )
}
