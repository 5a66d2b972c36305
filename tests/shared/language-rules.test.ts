import { describe, expect, test } from 'vitest'
import type { RuleId, TextRole } from '../../shared/survey/language/finding.ts'
import { findings, told } from './language-lists.ts'

/** A sentence, and what the rule says of it: severity and quote; nothing for a good one. */
type Row = readonly [sentence: string, expected: readonly string[], role?: TextRole]

const LONG_12 = 'Hoe goed helpt de begeleider u met het huis en de tuin?'
const LONG_16 = 'Hoe goed helpt de begeleider u met het huis en de tuin als u daarom vraagt?'

const RULES: Readonly<Partial<Record<RuleId, readonly Row[]>>> = {
  T1: [
    ['Hoe goed luistert uw begeleider naar u?', []],
    ['U vroeg om hulp bij de gemeente en wachtte. Hoe ging dat?', []],
    [LONG_12, [`warn ${LONG_12}`]],
    [LONG_16, [`error ${LONG_16}`]],
    [`${LONG_12.slice(0, -1)} en de hond?`, [`warn ${LONG_12.slice(0, -1)} en de hond?`]],
    [LONG_12.replace('?', '.'), [], 'sentence'],
    ['Bel ons. Open daarna deze pagina. Kies dan nog een keer uw taal.', [], 'sentence'],
    [`${LONG_12.slice(0, -1)} en de hond.`, [`warn ${LONG_12.slice(0, -1)} en de hond.`], 'sentence'],
    [LONG_16, [`warn ${LONG_16}`], 'professional'],
    ['Vraag {{number}} van {{total}}', [], 'sentence'],
  ],
  T3: [
    ['De begeleider helpt u.', []],
    ['Wordt u goed geholpen door uw begeleider?', ['warn geholpen']],
    ['Hoe werd u behandeld?', ['warn behandeld']],
    ['De afspraken worden nagekomen.', ['warn nagekomen'], 'sentence'],
    ['Er werden twee plannen besproken.', ['warn besproken'], 'sentence'],
    ['Hoe wordt u ondersteund?', ['warn ondersteund']],
    ['U wordt moe.', [], 'sentence'],
    ['Het wordt een goed gesprek met de gemeente.', [], 'sentence'],
    ['De verhalen worden beter.', [], 'sentence'],
    ['De hulp is begonnen.', [], 'sentence'],
  ],
  T4: [
    ['Hoe goed kunt u zelf kiezen?', []],
    ['Wat ging er niet goed?', ['error niet']],
    ['Heeft u nooit lang gewacht?', ['error nooit']],
    ['Wilt u nog iets vertellen? Niemand ziet uw naam.', ['error Niemand']],
    ['Het mag, het hoeft niet. Noem geen namen.', [], 'sentence'],
    ['Niemand hoeft niets te zeggen.', ['error niets'], 'sentence'],
    ['Weet ik niet', [], 'sentence'],
    ['Niemand hoeft niets te zeggen.', ['warn niets'], 'professional'],
    ['‘Weet ik niet’ en ‘past niet bij mij’ tellen niet mee.', [], 'professional'],
  ],
  T5: [
    ['Hoe goed luistert uw begeleider?', []],
    ['Hoe goed luistert en begrijpt uw begeleider u?', ['warn luistert en begrijpt']],
    ['Krijgt u hulp of zorg?', ['warn hulp of zorg']],
    ['Gaat u af en toe naar buiten?', []],
    ['Weet u of er een ander mee mag?', []],
    ['Bijvoorbeeld: lopend of met de bus.', [], 'sentence'],
  ],
  T6: [
    ['Bijvoorbeeld: met eten of met geld.', [], 'sentence'],
    ['Bijv. met eten of met geld.', ['warn Bijv.'], 'sentence'],
    ['Wat vindt u van de hulp m.b.t. uw geld?', ['warn m.b.t.']],
    ['Hoe gaat het met uw PGB?', ['warn PGB']],
    ['Hoe vindt u de hulp van de Wmo?', ['warn Wmo']],
    ['Hoe gaat het met de hulp (thuis)?', ['warn (thuis)']],
    ['Bent u het voor 80% eens?', ['warn %', 'warn 80']],
    ['U krijgt ongeveer 10 vragen.', [], 'sentence'],
    ['U krijgt 24 vragen.', ['warn 24'], 'sentence'],
    ['Bel 112 of 030 000 00 01.', [], 'sentence'],
    ['Dat was in 2026.', [], 'sentence'],
    ['Vul dit in voor 3-5-2026.', ['warn 3-5-2026'], 'sentence'],
    ['3 van de 100 mensen kozen {{answers}}.', [], 'sentence'],
    ['Het ligt tussen 20 % en 35 %.', [], 'professional'],
    ['CSV voor Excel', [], 'professional'],
  ],
  T7: [
    ['Hoe goed past de hulp bij u?', []],
    ['De ondersteuning past bij mijn hulpvraag.', ['warn hulpvraag', 'warn ondersteuning']],
    ['Hoe is de bejegening door onze professionals?', ['warn bejegening', 'warn professionals']],
    ['Hoe ervaart u uw zelfredzaamheid?', ['warn ervaart', 'warn zelfredzaamheid']],
    ['Heeft u de regie?', ['warn regie']],
    ['Wat betaalt u als eigen bijdrage?', ['warn eigen bijdrage']],
    ['De aanbieder', ['warn aanbieder'], 'sentence'],
    ['De aanbieder', [], 'professional'],
  ],
  T8: [
    ['Hoe gaat het met de taxi?', []],
    ['De verantwoordelijkheid', ['info verantwoordelijkheid'], 'sentence'],
    ['Een boodschaplijst', ['info boodschaplijst'], 'sentence'],
    ['Uw gebruikersnaam', ['info gebruikersnaam'], 'sentence'],
    ['De organisatie', ['info organisatie'], 'sentence'],
    ['De begeleiders van het buurtteam', [], 'sentence'],
    ['De organisatie', [], 'alt'],
  ],
  T10: [
    ['Hoe goed kunt u zelf kiezen?', []],
    ['U vroeg om hulp. Hoe ging dat?', []],
    ['Is de hulp klaar?', []],
    ['Welk cijfer geeft u de hulp?', []],
    ['Ik vind dat ik goed geholpen ben.', ['warn Ik vind dat ik goed geholpen ben.']],
    ['In hoeverre helpt de hulp u?', ['warn In hoeverre']],
    ['Vindt u dat de hulp helpt?', ['warn Vindt u dat']],
    ['Hoe tevreden bent u met de hulp?', ['warn Hoe tevreden']],
    ['Graag horen wij: helpt het?', ['warn Graag']],
    ['De hulp is klaar.', [], 'sentence'],
  ],
  T12: [
    ['Hoe goed past de hulp bij u?', []],
    ['Krijgt u hulp op maat?', ['warn op maat']],
    ['We brengen uw vraag in kaart.', ['warn in kaart'], 'sentence'],
    ['Samen gaan we aan de slag.', ['warn aan de slag'], 'sentence'],
    ['Zit u lekker in uw vel?', ['warn lekker in uw vel']],
    ['De maat van de jas', [], 'sentence'],
  ],
}

for (const [rule, rows] of Object.entries(RULES)) {
  describe(rule, () => {
    const cases = (rows ?? []).map(([sentence, expected, role]) => ({ sentence, expected, role }))
    test.each(cases)('$sentence → $expected', ({ sentence, expected, role }) => {
      expect([...told(findings(sentence, role), rule as RuleId)].sort()).toEqual([...expected].sort())
    })
  })
}

test('T10 lets a statement be where the scale asks for one, as a tip', () => {
  expect(told(findings('Ik kreeg snel hulp.', 'question', { statement: true }), 'T10')).toEqual([
    'info Ik kreeg snel hulp.',
  ])
})

describe('T13', () => {
  test.each<[string, 'u' | 'je' | undefined, readonly string[]]>([
    ['Hoe gaat het met u?', 'u', []],
    ['Hoe gaat het met je?', 'u', ['error je']],
    ['Hoe gaat het met uw hulp?', 'je', ['error uw']],
    ['Je mag altijd stoppen.', 'je', []],
    ['U mag stoppen. Je hoeft niets.', undefined, ['error Je']],
    ['Past dit bij u en jouw gezin?', undefined, ['error jouw']],
    ['Past niet bij mij', undefined, []],
  ])('%s with %s', (sentence, address, expected) => {
    const found = findings(sentence, 'sentence', address === undefined ? {} : { address })
    expect(told(found, 'T13')).toEqual(expected)
  })
})
