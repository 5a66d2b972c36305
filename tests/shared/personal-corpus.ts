import { DOUBTFUL, FIRST_NAMES } from '../../shared/personal/first-names.ts'
import type { Chance } from '../support/send.ts'

/** A sentence of somebody, with the part that says who they are. */
export interface Told {
  readonly text: string
  readonly part: string
}

export type Made = 'number' | 'phone' | 'mail' | 'account' | 'address' | 'birth' | 'link' | 'name' | 'title'

const FRAMES: Readonly<Record<Made, readonly string[]>> = {
  number: ['Mijn nummer is {}.', 'bsn {}', 'Ik ben bekend onder {} bij de gemeente', 'Het gaat goed. ({})'],
  phone: [
    'U kunt mij bellen op {}.',
    'Bel {} voor meer',
    'mijn tel is {} dank u',
    '{} bel mij aub',
    'Ik ben bereikbaar: {}',
  ],
  mail: ['Mail mij op {}.', '{} is mijn mail', 'stuur maar naar {} dan lees ik het', 'Mijn adres: {}'],
  account: ['Maak het over op {}.', 'rekening {} graag', 'Mijn bank is {} en het geld kwam niet'],
  address: ['Ik woon op {}.', 'Kom maar langs: {}', 'mijn adres is {} in utrecht', 'De buren van {} zijn lastig'],
  birth: ['Ik ben geboren op {}.', 'Mijn zoon ({}) krijgt geen hulp', 'geb {} te Rabat', '{} is mijn verjaardag'],
  link: ['Zie {} voor mijn verhaal.', 'volg mij op {}', 'Het staat op {} te lezen'],
  name: [
    '{} helpt mij heel goed.',
    'Ik praat veel met {}.',
    'mijn hulp {} komt altijd te laat',
    'De vrouw van het team, {}, is lief.',
    'Dank je wel {}!',
    'Ik vind {} heel aardig en ze luistert.',
    'Met {} kan ik lachen. Dat is fijn.',
    'het gaat goed dankzij {} van het buurtteam',
  ],
  title: ['Ik ken {} al lang.', '{} is niet vriendelijk.', 'Het gesprek met {} ging goed.', 'gisteren kwam {} te laat'],
}

const NAMES = [...FIRST_NAMES].filter((name) => !DOUBTFUL.has(name))
const SURNAMES = [
  'de Vries',
  'Jansen',
  'van den Berg',
  'El Idrissi',
  'Yılmaz',
  'Kowalski',
  'Bakker',
  'Ben Ali',
  'van Dijk',
]
const TITLES = ['mevrouw', 'Mevrouw', 'meneer', 'dhr.', 'mevr.', 'dokter', 'juf', 'mw.', 'de heer']
const STREETS = ['Amsterdamsestraatweg', 'Kerkstraat', 'Lange Nieuwstraat', 'Marnixlaan', 'Oudegracht', 'Vaartseplein']

const pick = <T>(list: readonly T[], chance: Chance): T => {
  const picked = list[Math.floor(chance() * list.length)]
  if (picked === undefined) throw new Error('an empty list')
  return picked
}
const digits = (count: number, chance: Chance) =>
  Array.from({ length: count }, () => Math.floor(chance() * 10)).join('')
const between = (low: number, high: number, chance: Chance) => low + Math.floor(chance() * (high - low + 1))
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const PARTS: Readonly<Record<Made, (chance: Chance) => string>> = {
  number: (chance) => {
    const run = `${between(1, 9, chance)}${digits(between(7, 8, chance), chance)}`
    const separator = pick(['', '', '.', ' ', '-'], chance)
    return separator === '' ? run : run.replace(/(\d{3})(?=\d)/g, `$1${separator}`)
  },
  phone: (chance) => {
    const mobile = digits(8, chance)
    const pairs = mobile.match(/../g)?.join(' ') ?? ''
    const fixed = `${digits(3, chance)} ${digits(2, chance)} ${digits(2, chance)}`
    return pick(
      [
        `06${mobile}`,
        `06-${mobile}`,
        `06 ${pairs}`,
        `+31 6 ${pairs}`,
        `0031 6${mobile}`,
        `030-${fixed}`,
        `(030) ${fixed}`,
        `+90 532 ${fixed}`,
      ],
      chance,
    )
  },
  mail: (chance) => {
    const name = pick(NAMES, chance)
    return pick(
      [`${name}@gmail.com`, `${name}.${digits(2, chance)}@ziggo.nl`, `${name} @hotmail.com`, `${name}_x@live.nl`],
      chance,
    )
  },
  account: (chance) => {
    const iban = ibanOf(`${pick(['ABNA', 'INGB', 'RABO'], chance)}0${digits(9, chance)}`)
    return pick([iban, iban.match(/.{1,4}/g)?.join(' ') ?? iban, iban.toLowerCase()], chance)
  },
  address: (chance) => {
    const letters = pick(['AB', 'JC', 'XK', 'VL', 'GE'], chance)
    const postcode = `${between(1000, 9999, chance)}`
    const street = `${pick(STREETS, chance)} ${between(1, 400, chance)}`
    return pick(
      [
        `${postcode} ${letters}`,
        `${postcode}${letters} ${between(1, 99, chance)}`,
        `${postcode}${letters.toLowerCase()}`,
        street,
        street.toLowerCase(),
      ],
      chance,
    )
  },
  birth: (chance) => {
    const [day, month, year] = [between(1, 28, chance), between(1, 12, chance), between(1940, 2015, chance)]
    const name = pick(['januari', 'maart', 'mei', 'augustus', 'okt'], chance)
    return pick(
      [`${day}-${month}-${year}`, `${day}/${month}/${year}`, `${day} ${name} ${year}`, `${day}.${month}.${year}`],
      chance,
    )
  },
  link: (chance) => {
    const name = pick(NAMES, chance)
    return pick(
      [`www.${name}.nl`, `https://facebook.com/${name}`, `@${name}_${digits(2, chance)}`, `${name}zorg.nl`],
      chance,
    )
  },
  name: (chance) => {
    const name = pick(NAMES, chance)
    const full = `${capital(name)} ${pick(SURNAMES, chance)}`
    // One in five writes without capitals.
    return chance() < 0.2 ? name : chance() < 0.3 ? full : capital(name)
  },
  title: (chance) => `${pick(TITLES, chance)} ${pick(SURNAMES, chance)}`,
}

/** A sentence with something personal of that kind in it. */
export function tell(kind: Made, chance: Chance): Told {
  const part = PARTS[kind](chance)
  return { text: pick(FRAMES[kind], chance).replace('{}', part), part }
}

function ibanOf(account: string): string {
  const numbers = [...`${account}NL00`].map((letter) => Number.parseInt(letter, 36)).join('')
  return `NL${String(98n - (BigInt(numbers) % 97n)).padStart(2, '0')}${account}`
}

const WHO = [
  'Mijn begeleider',
  'De medewerker',
  'Het buurtteam',
  'De chauffeur',
  'Mijn hulp',
  'De gemeente',
  'De mevrouw',
  'Mijn dochter',
  'De dokter',
  'Het wijkteam',
]
const DOES = [
  'luistert goed',
  'komt vaak te laat',
  'belt nooit terug',
  'is altijd aardig',
  'legt het rustig uit',
  'kan beter',
  'heeft te weinig tijd',
  'was in augustus op vakantie',
  'spreekt Turks en Nederlands',
  'weet veel van de Wmo',
]
const MORE = [
  'Ik moest 3 maanden wachten.',
  'Dat was in 2023.',
  'Ik ben 67 jaar en woon in Overvecht.',
  'Ik geef een 8.',
  'Het kost 12,50 per maand.',
  'Wij kregen 1.250 euro terug.',
  'Elke week van 10.30 tot 11.30 uur.',
  'Op 14 november komt er weer iemand.',
  'In Kanaleneiland is dat anders.',
  'Sinds maandag gaat het beter.',
  'Dat wil ik graag.',
  'Wie kan mij helpen?',
  'Ik wil meer hulp van het UWV.',
  'Dank u wel!',
  'Het mag sneller.',
  'Meer dan 10000 mensen krijgen dit.',
  'Tussen 2023 en 2024 veranderde er niets.',
  'Ik kom uit Marokko.',
  'De taxi kwam om 9 uur.',
  'Mei was een slechte maand.',
  'De roos staat op tafel.',
  'Ik mark de dagen op de kalender.',
  'We zaten met 12 mensen in 1 kamer.',
  'Van 2019-2024 kreeg ik hulp.',
  'Bel 112 of 14 030.',
  'Ik heb 2 kinderen van 4 en 7.',
  'Alles is goed, niets aan te merken.',
  'God zij dank gaat het beter.',
  'Het Leger des Heils hielp ook.',
  'Mevrouw was heel vriendelijk.',
  'De juf op school zegt dat ook.',
  'Op 3 maart 2025 was de afspraak.',
]

/** A sentence or two in which nobody can be recognised. */
export function tellNothing(chance: Chance): string {
  const told = `${pick(WHO, chance)} ${pick(DOES, chance)}`
  return chance() < 0.5
    ? `${told}. ${pick(MORE, chance)}`
    : pick([`${told}.`, pick(MORE, chance), told.toLowerCase()], chance)
}
