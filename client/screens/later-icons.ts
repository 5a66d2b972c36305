import type { Sign } from './icon.tsx'

// The signs that the first screens do not need: they travel with the rest of the app.

export const CHANGE: Sign = {
  path: 'M4 20L5 15.5L16 4.5Q17.5 3 19 4.5L19.5 5Q21 6.5 19.5 8L8.5 19ZM14 6.5L17.5 10',
}
export const SAVED: Sign = {
  path: 'M8 6L11 9L16.5 3M3 13L5.5 8M18.5 8L21 13M3 13H8Q8.5 16 12 16Q15.5 16 16 13H21V19Q21 21 19 21H5Q3 21 3 19Z',
}
export const SEND: Sign = { path: 'M21 3L10 14M21 3L14.5 21L10 14L3 9.5Z', turns: true }
export const DOWNLOAD: Sign = { path: 'M12 3V15M7 10L12 15L17 10M4 16V19Q4 21 6 21H18Q20 21 20 19V16' }
export const AGAIN: Sign = { path: 'M5 12A7.5 7.5 0 1 0 8 6M8.5 2L8 6.5L12.5 7' }
export const PHONE: Sign = {
  path: 'M6.5 3.5h3l1.5 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4.5 5.5a2 2 0 0 1 2-2Z',
}
export const ANSWERS: Sign = {
  path: 'M12 3A9 9 0 1 0 12 21A9 9 0 1 0 12 3ZM8.5 14Q12 18 15.5 14M9 9.5V9.51M15 9.5V9.51',
}
export const CONTRAST: Sign = {
  path: 'M12 3A9 9 0 1 0 12 21A9 9 0 1 0 12 3ZM12 3V21M12 7H18.5M12 10.5H20.5M12 14H20.5M12 17.5H18',
}
export const TEXT_SIZE: Sign = { path: 'M3 19L8 6l5 13M4.8 14.5h6.4M14.5 19l3.2-8 3.3 8M15.7 16.2h4' }
export const COPY: Sign = { path: 'M8 8H20V21H8ZM4 16V5Q4 3 6 3H15' }
export const TAKE_BACK: Sign = { path: 'M4 7H20M9 7V4H15V7M6.5 7L7.5 20.5H16.5L17.5 7M10 11V16.5M14 11V16.5' }
export const LISTEN: Sign = {
  path: 'M4 9.5V14.5H8L13 19V5L8 9.5ZM16.5 9A4.5 4.5 0 0 1 16.5 15M19 6A8.5 8.5 0 0 1 19 18',
}
export const SILENCE: Sign = { path: 'M7 5V19M17 5V19' }
