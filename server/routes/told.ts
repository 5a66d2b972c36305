import { type Request, type Response, Router } from 'express'
import { dressed } from '../../shared/look.ts'
import type { Deps } from '../deps.ts'
import { publicFeedback } from '../feedback.ts'
import { resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { publicOutcomes } from '../outcomes.ts'
import notFoundPage from '../pages/not-found.html?raw'
import { donePage, outcomesPage } from '../pages/told.tsx'
import { pictureOf } from '../picture-kit.ts'
import type { Provider } from '../store/store.ts'
import { filled, sendHtml } from './pages.ts'

const DAY_SECONDS = 86_400

/** For everybody, without script, in every language (`?taal=tr`): GET /gedaan and /gedaan/PROVIDER say what was done with answers,
 *  GET /uitkomsten/PROVIDER what people said. GET /plaatjes/ID.svg: the pictures of messages. */
export function toldRoutes(deps: Deps): Router {
  const router = Router({ caseSensitive: true })
  const unknown = filled(notFoundPage, deps)
  const { productName, name } = deps.municipality
  const ofProvider =
    (draw: (provider: Provider, asked: unknown) => string) =>
    (req: Request, res: Response): void => {
      const provider = deps.store.providers().find(({ id }) => id === req.params.provider)
      if (provider) sendHtml(res, dressed(draw(provider, req.query.taal), deps.municipality.look))
      else sendHtml(res.status(404), unknown)
    }
  resource(router, '/gedaan', {
    GET: (req, res) =>
      sendHtml(res, donePage({ asked: req.query.taal, productName, name, provider: '' }, publicFeedback(deps, ''))),
  })
  resource(router, '/gedaan/:provider', {
    GET: ofProvider(({ id, name: own }, asked) =>
      donePage({ asked, productName, name: own, provider: id }, publicFeedback(deps, id)),
    ),
  })
  resource(router, '/uitkomsten/:provider', {
    GET: ofProvider(({ id, name: own }, asked) =>
      outcomesPage({ asked, productName, name: own, provider: id }, publicOutcomes(deps, id)),
    ),
  })
  resource(router, '/plaatjes/:file', {
    GET: (req, res) => {
      const [, id = ''] = /^([\w-]+)\.svg$/.exec(String(req.params.file)) ?? []
      const picture = pictureOf(id)
      if (!picture) throw problem('not-found', 'There is nothing here')
      res.set('Cache-Control', `public, max-age=${DAY_SECONDS}`).type('svg').send(picture.svg)
    },
  })
  return router
}
