import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CollectorReply } from '../../shared/wire.ts'
import { collectorFor } from '../support/assist.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SURVEY = 'individuele-begeleiding'

let server: InProcess

beforeAll(async () => {
  server = await startInProcess()
})
afterAll(() => server.stop())

async function replyOf(channel: 'assisted' | 'own-device' | 'kiosk', query = ''): Promise<CollectorReply> {
  const code = collectorFor(server, channel, SURVEY)
  const reply = await fetch(`${server.origin}/api/v1/collectors/${code}${query}`)
  expect(reply.status).toBe(200)
  return (await reply.json()) as CollectorReply
}

test('an interviewer’s collector has the author’s explanations, in the languages asked for and in Dutch', async () => {
  const { explanations } = await replyOf('assisted')
  expect(explanations?.[SURVEY]?.luisteren).toEqual({ nl: expect.any(String), en: expect.any(String) })
  expect(Object.keys((await replyOf('assisted', '?languages=tr')).explanations?.[SURVEY]?.luisteren ?? {})).toEqual([
    'nl',
  ])
})

test.each(['own-device', 'kiosk'] as const)('a collector of channel %s has none', async (channel) => {
  expect(JSON.stringify(await replyOf(channel))).not.toContain('explain')
})

test('an explanation is no part of the published survey: writing one needs no new version', () => {
  const published = server.house.deps.store.surveys().find(({ survey }) => survey.id === SURVEY)
  expect(JSON.stringify(published)).not.toContain('explain')
})
