import { expect, test } from 'vitest'
import { methodPage } from '../../server/pages/method.ts'

test('the method page says the numbers that the program works with, with every place filled', () => {
  const html = methodPage({ productName: 'Ervaringwijzer', name: 'Utrecht' })
  expect(html).not.toMatch(/\{\{|undefined|NaN|<script|style=/)
  for (const said of [
    'Minder dan 10 antwoorden',
    '10 tot en met 29 antwoorden: een voorlopig beeld. De procenten zijn afgerond op 5.',
    'z = 1,959964',
    '97 van de 121 is 80 %. Waarschijnlijk ligt het tussen 72 % en 86 %.',
    'vanaf 12 periodes',
    '2,66 keer',
    'vanaf 3 andere aanbieders',
    'gunstig is 4 of 5',
    'gunstig is 6, 7, 8, 9 of 10',
  ]) {
    expect(html).toContain(said)
  }
})
