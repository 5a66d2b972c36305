import type { Router } from 'express'
import type { SpeechReply } from '../../shared/wire.ts'
import type { Deps } from '../deps.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { clipFile, clipsOf } from '../speech/library.ts'
import { languagesOf } from '../speech/render.ts'
import { sourcesOf } from '../speech/sources.ts'
import { openCollector, surveysOf } from './collectors.ts'

const YEAR_MS = 31_536_000_000

/** GET /api/v1/collectors/:code/speech/:language: what can be heard now. GET /audio/:language/:name: one clip, also in
 *  parts, since a browser asks for sound by range. */
export function speechRoutes(deps: Deps): Router {
  const router = apiRouter()
  const sources = sourcesOf(deps)
  resource(router, '/api/v1/collectors/:code/speech/:language', {
    GET: (req, res) => {
      const surveys = surveysOf(deps, openCollector(deps, String(req.params.code)))
      const language = String(req.params.language)
      if (!languagesOf(surveys).includes(language)) throw problem('not-found', 'Its surveys are not in this language')
      const reply: SpeechReply = { language, clips: clipsOf(sources, surveys, language) }
      res.json(reply)
    },
  })
  resource(router, '/audio/:language/:name', {
    GET: (req, res) => {
      const file = clipFile(sources, String(req.params.language), String(req.params.name))
      if (file === null) throw problem('not-found', 'There is no such clip')
      return new Promise((done, failed) => {
        res.type('audio/mpeg')
        // A phone that hangs up halfway is no error of ours.
        res.sendFile(file, { immutable: true, maxAge: YEAR_MS, dotfiles: 'allow' }, (error) =>
          error && !('code' in error && error.code === 'ECONNABORTED') ? failed(error) : done(),
        )
      })
    },
  })
  return router
}
