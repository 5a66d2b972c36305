const PATHS = {
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 21c.5-4.500 3.500-7 7.500-7s7 2.500 7.500 7',
  down: 'M6 9.500l6 6 6-6',
  lock: 'M6 11h12v9H6ZM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  download: 'M12 3V15M7 10L12 15L17 10M4 16V19Q4 21 6 21H18Q20 21 20 19V16',
} as const

/** A sign of one line beside words; silent for a screen reader. */
export function Sign({ name, look = 'ew-icon' }: { readonly name: keyof typeof PATHS; readonly look?: string }) {
  return (
    <svg class={look} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
