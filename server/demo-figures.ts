import type { Phase } from '../shared/response.ts'

/** How many people gave each value: `[[5, 30], [4, 46]]` is thirty times 5 and forty-six times 4. */
type Counts = readonly (readonly [value: number, people: number])[]

/** People who answered the same questions, by question id; each question's counts add up to `people`. */
interface Group {
  readonly people: number
  readonly phase?: Phase
  readonly answers: Readonly<Record<string, Counts>>
}

/** Example answers to one survey at one provider, spread over the months as evenly as can be. */
export interface Series {
  readonly name: string
  readonly survey: string
  readonly provider: string
  readonly careType: string
  readonly months: readonly string[]
  readonly groups: readonly Group[]
}

const quarters = (year: number) => ['02', '05', '08', '11'].map((month) => `${year}-${month}`)

const buurtteam = {
  survey: 'buurtteam-sociaal',
  provider: 'buurtteamorganisatie-sociaal',
  careType: 'buurtteam-sociaal',
}
const lokalis = { survey: 'buurtteam-jeugd-gezin-jongeren', provider: 'lokalis', careType: 'buurtteam-jeugd-gezin' }

/** The example answers. Each is made so that the results give figures that the municipality has published; how they lie
 *  within a figure is invented. Every month of a series has ten people or more, so that a release takes all of them in.
 *  Sources, all of the municipality of Utrecht: buurtteam Sociaal 7,7 and 7,9 and 98 % (progress report Wmo 2019-2020);
 *  Lokalis 8,0 8,3 8,2 and Extr@Utrecht "ruim 80 %", "bijna 90 %", "bijna 70 %" (De Utrechtse aanpak, 2020); the national
 *  topics 76, 81 and 79 % (strategy for additional care, 2018); regiotaxi 121 people (progress report). */
export const DEMO_SERIES: readonly Series[] = [
  {
    ...buurtteam,
    name: 'buurtteam-2017',
    months: quarters(2017),
    groups: [
      {
        people: 50,
        answers: {
          cijfer: [
            [5, 2],
            [6, 3],
            [7, 14],
            [8, 22],
            [9, 7],
            [10, 2],
          ],
        },
      },
    ],
  },
  {
    ...buurtteam,
    name: 'buurtteam-2018',
    months: quarters(2018),
    groups: [
      {
        people: 50,
        phase: 'finished',
        answers: {
          cijfer: [
            [5, 1],
            [6, 2],
            [7, 10],
            [8, 27],
            [9, 8],
            [10, 2],
          ],
          'zelf-verder': [
            [0, 5],
            [1, 45],
          ],
        },
      },
    ],
  },
  {
    ...lokalis,
    name: 'lokalis-2017',
    months: quarters(2017),
    groups: [
      {
        people: 40,
        answers: {
          cijfer: [
            [7, 10],
            [8, 20],
            [9, 10],
          ],
        },
      },
    ],
  },
  {
    ...lokalis,
    name: 'lokalis-2018',
    months: quarters(2018),
    groups: [
      {
        people: 40,
        answers: {
          cijfer: [
            [7, 6],
            [8, 18],
            [9, 14],
            [10, 2],
          ],
        },
      },
    ],
  },
  {
    ...lokalis,
    name: 'lokalis-2019',
    months: quarters(2019),
    groups: [
      {
        people: 40,
        answers: {
          cijfer: [
            [7, 6],
            [8, 20],
            [9, 14],
          ],
        },
      },
    ],
  },
  {
    name: 'landelijk-2017',
    survey: 'wmo-landelijk',
    provider: 'lister',
    careType: 'individuele-begeleiding',
    months: ['2017-02'],
    groups: [
      {
        people: 100,
        answers: {
          'samen-oplossing': [
            [1, 3],
            [2, 7],
            [3, 14],
            [4, 46],
            [5, 30],
          ],
          past: [
            [1, 2],
            [2, 6],
            [3, 11],
            [4, 48],
            [5, 33],
          ],
          'beter-redden': [
            [1, 3],
            [2, 5],
            [3, 13],
            [4, 51],
            [5, 28],
          ],
        },
      },
    ],
  },
  {
    name: 'extr-2020',
    survey: 'jeugdhulp-ouders',
    provider: 'extr-utrecht',
    careType: 'specialistische-jeugdhulp',
    months: ['2020-02', '2020-09'],
    groups: [
      {
        people: 30,
        phase: 'finished',
        answers: {
          bereikbaar: [
            [2, 1],
            [3, 3],
            [4, 15],
            [5, 11],
          ],
          'goed-geholpen': [
            [2, 1],
            [3, 1],
            [4, 13],
            [5, 15],
          ],
          'beter-gezin': [
            [1, 1],
            [2, 1],
            [3, 3],
            [4, 14],
            [5, 11],
          ],
        },
      },
      {
        people: 30,
        phase: 'ongoing',
        answers: {
          bereikbaar: [
            [1, 1],
            [2, 3],
            [3, 3],
            [4, 14],
            [5, 9],
          ],
          'goed-geholpen': [
            [1, 1],
            [2, 1],
            [3, 3],
            [4, 15],
            [5, 10],
          ],
          'beter-gezin': [
            [1, 2],
            [2, 4],
            [3, 8],
            [4, 11],
            [5, 5],
          ],
        },
      },
    ],
  },
  {
    name: 'regiotaxi-2019',
    survey: 'regiotaxi',
    provider: 'willemsen-de-koning',
    careType: 'regiotaxi',
    months: quarters(2019),
    groups: [
      {
        people: 121,
        answers: {
          'op-tijd': [
            [1, 3],
            [2, 8],
            [3, 110],
          ],
          tevreden: [
            [1, 6],
            [2, 18],
            [3, 97],
          ],
        },
      },
    ],
  },
]

/** One example person: what they answered, in which phase of help, in which month. */
export interface DemoPerson {
  readonly month: string
  readonly phase?: Phase
  readonly answers: Readonly<Record<string, number>>
}

/** The people of a series, dealt over its months one by one like cards. Throws RangeError when a question's counts do
 *  not add up to the number of people. */
export function peopleOf(series: Series): readonly DemoPerson[] {
  return series.groups.flatMap((group) => {
    const values = Object.entries(group.answers).map(([question, counts]) => ({
      question,
      given: oneByOne(counts, group.people),
    }))
    return Array.from({ length: group.people }, (_, index) => ({
      month: series.months[index % series.months.length] ?? '',
      ...(group.phase ? { phase: group.phase } : {}),
      answers: Object.fromEntries(values.map(({ question, given }) => [question, given[index] ?? 0])),
    }))
  })
}

function oneByOne(counts: Counts, people: number): readonly number[] {
  const values = counts.flatMap(([value, times]) => Array.from({ length: times }, () => value))
  if (values.length !== people) throw new RangeError(`${values.length} answers of ${people} people`)
  return values
}
