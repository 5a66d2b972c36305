import type { Sign } from '../screens/icon.tsx'

export const FLAG: Sign = { path: 'M6 21V4M6 5h12l-3 4 3 4H6' }
export const PEOPLE: Sign = {
  path: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-4 3-6.2 6.5-6.2s6.1 2.2 6.5 6.2M15.5 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.2 2.7 3.5 5.5',
}
export const LOCK: Sign = { path: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3' }
export const PAPER: Sign = { path: 'M6 3H15L19 7V21H6ZM15 3V7H19M9 12H16M9 16H14' }
export const SKIP: Sign = { path: 'M5 5L13 12L5 19ZM19 5V19', turns: true }
export const TURN: Sign = { path: 'M4 9H16A4 4 0 0 1 16 17H8M8 5L4 9L8 13M12 21L8 17L12 13' }
