import picture from '../../../surveys/pictures/scenes/talk-equal.svg?raw'

/** The drawing of a poster, as an SVG file. */
export const POSTER_PICTURE = picture

/** What a poster promises, each with the lines of its sign on a ground of 24 by 24. */
export const POSTER_SIGNS = {
  name: [
    'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z',
    'M4.5 20.5c.5-4 3.500-6.500 7.500-6.500s7 2.500 7.500 6.500',
    'M3.500 3.500l17 17',
  ],
  hear: ['M4 9.500V14.500H8L13 19V5L8 9.500ZM16.500 9A4.500 4.500 0 0 1 16.500 15M19 6A8.500 8.500 0 0 1 19 18'],
  paper: ['M6 3h9l4 4v14H6Z', 'M9.500 11h6M9.500 15h6'],
} as const
