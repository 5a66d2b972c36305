import type { CollectorReply } from '../wire.ts'
import type { Picture, Survey } from './survey.ts'

/** A reply without pictures with those of another reply put back in; null when that one has not all of them. */
export function withPictures(reply: CollectorReply, from: CollectorReply): CollectorReply | null {
  const drawings = new Map<string, string>()
  let whole = true
  JSON.stringify(from.surveys, (_key, value: unknown) => {
    if (isPicture(value)) drawings.set(value.id, value.svg)
    return value
  })
  const surveys = JSON.parse(JSON.stringify(reply.surveys), (_key, value: unknown) => {
    if (!isPicture(value) || value.svg) return value
    const svg = drawings.get(value.id)
    whole &&= svg !== undefined
    return { ...value, svg }
  }) as readonly Survey[] // as it was, but for the drawings
  return whole ? { ...reply, surveys } : null
}

function isPicture(value: unknown): value is Picture {
  return typeof value === 'object' && value !== null && 'svg' in value
}
