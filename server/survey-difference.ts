import { isRecord } from '../shared/survey/fault.ts'
import type { Survey } from '../shared/survey/survey.ts'

/** What differs between a survey as published and as it is now, a line a difference in plain Dutch, old → new;
 *  [] when nothing does. Questions and options are named by id, not by number. */
export function surveyDifferences(published: Survey, current: Survey): readonly string[] {
  return differences(published, current, [])
}

type Place = readonly string[]

function differences(old: unknown, now: unknown, place: Place): readonly string[] {
  if (Array.isArray(old) && Array.isArray(now)) return listDifferences(old, now, place)
  if (isRecord(old) && isRecord(now)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    return keys.flatMap((key) => differences(old[key], now[key], [...place, key]))
  }
  if (Object.is(old, now)) return []
  return [`${placeText(place)}: ${valueText(old, place)} → ${valueText(now, place)}`]
}

function listDifferences(old: readonly unknown[], now: readonly unknown[], place: Place): readonly string[] {
  const oldNames = old.map(nameOf)
  const nowNames = now.map(nameOf)
  const named = [...oldNames, ...nowNames].every((name) => name !== null) && old.length + now.length > 0
  if (!named) {
    const length = Math.max(old.length, now.length)
    return Array.from({ length }, (_, index) => differences(old[index], now[index], [...place, `${index + 1}`])).flat()
  }
  const names = [...new Set([...oldNames, ...nowNames])].flatMap((name) => name ?? [])
  const inside = names.flatMap((name) => {
    const [before, after] = [old[oldNames.indexOf(name)], now[nowNames.indexOf(name)]]
    if (before === undefined) return [`${placeText([...place, name])}: nieuw`]
    if (after === undefined) return [`${placeText([...place, name])}: weggehaald`]
    return differences(before, after, [...place, name])
  })
  const [kept, order] = [
    names.filter((name) => nowNames.includes(name)),
    nowNames.filter((name) => oldNames.includes(name)),
  ]
  const moved = kept.filter((name) => oldNames.includes(name)).join() !== order.join()
  return moved ? [...inside, `${placeText(place)}: andere volgorde`] : inside
}

function nameOf(item: unknown): string | null {
  if (!isRecord(item)) return null
  const name = item.id ?? item.value
  return typeof name === 'string' || typeof name === 'number' ? String(name) : null
}

const NAMES: Readonly<Record<string, string>> = {
  questions: 'vraag',
  options: 'antwoord',
  text: 'tekst',
  label: 'woord',
  title: 'titel',
  intro: 'begin, regel',
  introSigns: 'begin, plaatje',
  picture: 'plaatje',
  svg: 'tekening',
  alt: 'beschrijving',
  kind: 'soort',
  languages: 'taal',
  signs: 'teken',
}

function placeText(place: Place): string {
  return place.map((key) => NAMES[key] ?? key).join(' ')
}

function valueText(value: unknown, place: Place): string {
  if (value === undefined) return '(niets)'
  if (place.at(-1) === 'svg') return '(tekening)'
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
