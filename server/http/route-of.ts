import type { Request } from 'express'

/** The template of the route that answered; `none` where no route did, such as for a file or an address that nothing lives at. */
export function routeOf(req: Request): string {
  const route: unknown = req.route
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : null
  return typeof path === 'string' ? path : 'none'
}
