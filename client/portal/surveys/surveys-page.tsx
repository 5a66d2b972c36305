import type { PortalPageProps } from '../pages.ts'
import { List } from './list.tsx'
import { Shown } from './shown.tsx'
import './surveys.css'

const PATH = '/resultaten/vragenlijsten'

/** Surveys and drafts: the list, or below its address one of them. */
export function SurveysPage(props: PortalPageProps) {
  const parts = location.pathname.slice(PATH.length).split('/').filter(Boolean)
  if (parts.length === 0) return <List {...props} path={PATH} />
  const isDraft = parts.length > 1 && parts[0] === 'concept'
  return <Shown {...props} path={PATH} isDraft={isDraft} id={parts.slice(isDraft ? 1 : 0).join('/')} />
}
