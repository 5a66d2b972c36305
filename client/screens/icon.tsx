const PATHS = {
  back: 'M20 12H4M11 5L4 12L11 19',
  next: 'M4 12H20M13 5L20 12L13 19',
  stop: 'M8.3 3H15.7L21 8.3V15.7L15.7 21H8.3L3 15.7V8.3ZM8 12H16',
  change: 'M4 20L5 15.5L16 4.5Q17.5 3 19 4.5L19.5 5Q21 6.5 19.5 8L8.5 19ZM14 6.5L17.5 10',
  language:
    'M4 2.5H20Q22 2.5 22 4.5V15Q22 17 20 17H11L6 21.5V17H4Q2 17 2 15V4.5Q2 2.5 4 2.5ZM5 13L7.8 6L10.6 13M6 10.6H9.6M13.5 7.5Q13 11 16.5 11Q20 11 19.5 7.5M16.5 13.5V13.51',
  exit: 'M10 3H5Q4 3 4 4V20Q4 21 5 21H10M9 12H21M16.5 7.5L21 12L16.5 16.5',
  check: 'M4 12.5L9.5 18L20 6',
  close: 'M5 5L19 19M19 5L5 19',
  saved: 'M8 6L11 9L16.5 3M3 13L5.5 8M18.5 8L21 13M3 13H8Q8.5 16 12 16Q15.5 16 16 13H21V19Q21 21 19 21H5Q3 21 3 19Z',
  send: 'M21 3L10 14M21 3L14.5 21L10 14L3 9.5Z',
  download: 'M12 3V15M7 10L12 15L17 10M4 16V19Q4 21 6 21H18Q20 21 20 19V16',
  again: 'M5 12A7.5 7.5 0 1 0 8 6M8.5 2L8 6.5L12.5 7',
  phone:
    'M6.5 3.5h3l1.5 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4.5 5.5a2 2 0 0 1 2-2Z',
  size: 'M3 19L8 6l5 13M4.8 14.5h6.4M14.5 19l3.2-8 3.3 8M15.7 16.2h4',
} as const

export type IconName = keyof typeof PATHS

/** Arrows follow the reading direction. */
const DIRECTIONAL: readonly IconName[] = ['back', 'next', 'exit', 'send']

/** A sign of one line; it never stands without words and is silent for a screen reader. */
export function Icon({ name, look = 'ew-icon' }: { readonly name: IconName; readonly look?: string }) {
  const turns = DIRECTIONAL.includes(name) ? ' ew-icon--directional' : ''
  return (
    <svg class={look + turns} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
