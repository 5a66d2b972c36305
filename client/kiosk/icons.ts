import type { Sign } from '../screens/icon.tsx'

export const HAND: Sign = {
  path: 'M10 21c-2-1.5-4-4-4.8-5.6-.6-1.3.9-2.5 2-1.5L9 15.5V8a1.5 1.5 0 0 1 3 0v4.5l4.5 1c1.2.3 2 1.2 1.8 2.5L17.5 21M6 7.5a4.7 4.7 0 0 1 9 0',
}
export const WRONG: Sign = { path: 'M4 9H14A6 6 0 0 1 14 21H9M9 4L4 9L9 14', turns: true }
