const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' })

/** The day in the Netherlands at that moment (milliseconds since 1970): `2026-11-23`. */
export function dayOf(moment: number): string {
  return amsterdam.format(moment)
}

/** The month in the Netherlands at that moment (milliseconds since 1970): `2026-11`. */
export function monthOf(moment: number): string {
  return dayOf(moment).slice(0, 7)
}

/** The month that lies `count` months before this one: `monthsBefore('2026-02', 3)` is `2025-11`. */
export function monthsBefore(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}
