import type { ComponentType } from 'preact'
import type { Right, SignedIn } from '../../shared/roles.ts'
import type { Words } from '../lib/i18n.ts'

/** What every page of the portal gets. */
export interface PortalPageProps {
  /** The words of the portal; a page of its own file of words makes them itself. */
  readonly words: Words
  readonly signedIn: SignedIn
  /** Whether the person signed in on this page just now: the focus is then nowhere. */
  readonly fresh: boolean
  /** To be called when a reply says that nobody is signed in any more; it stays the same function. */
  readonly onSignedOut: () => void
}

/** The names of a long menu, in its order; their words are `pages.<group>` in portal.nl.json. */
export const GROUPS = ['figures', 'talks', 'asking', 'organisation'] as const

export interface PortalPage {
  /** Its address; what comes after it in the path is the page's own. */
  readonly path: string
  /** Key of its name in portal.nl.json. */
  readonly name: string
  /** Who has one of these may open it. */
  readonly rights: readonly Right[]
  /** Under which name it stands in a long menu; null for not in the menu: the name of who is signed in leads to it. */
  readonly group: (typeof GROUPS)[number] | null
  /** Loads it: each page is a file of its own. */
  readonly load: () => Promise<ComponentType<PortalPageProps>>
}

/** One's own account. */
export const ACCOUNT_PATH = '/resultaten/account'

/** Every page, in the order of the menu. */
const PAGES: readonly PortalPage[] = [
  {
    path: '/resultaten',
    name: 'page.title',
    group: 'figures',
    rights: ['figures', 'city-figures'],
    load: async () => (await import('./results.tsx')).ResultsPage,
  },
  {
    path: '/resultaten/portfolio',
    name: 'page.portfolio',
    group: 'talks',
    rights: ['talks'],
    load: async () => (await import('./portfolio/portfolio-page.tsx')).PortfolioPage,
  },
  {
    path: '/resultaten/gesprek',
    name: 'page.talk',
    group: 'talks',
    rights: ['interpret'],
    load: async () => (await import('./talk/talk-page.tsx')).TalkPage,
  },
  {
    path: '/resultaten/antwoorden',
    name: 'page.answers',
    group: 'figures',
    rights: ['open-answers'],
    load: async () => (await import('./spoken/answers-page.tsx')).AnswersPage,
  },
  {
    path: '/resultaten/nakijken',
    name: 'page.review',
    group: 'figures',
    rights: ['review'],
    load: async () => (await import('./spoken/review-page.tsx')).ReviewPage,
  },
  {
    path: '/resultaten/vragenlijsten',
    name: 'page.surveys',
    group: 'asking',
    rights: ['surveys'],
    load: async () => (await import('./surveys/surveys-page.tsx')).SurveysPage,
  },
  {
    path: '/resultaten/terugkoppeling',
    name: 'page.feedback',
    group: 'talks',
    rights: ['feedback'],
    load: async () => (await import('./feedback/feedback-page.tsx')).FeedbackPage,
  },
  {
    path: '/resultaten/jaaroverzicht',
    name: 'page.year',
    group: 'figures',
    rights: ['city-figures'],
    load: async () => (await import('./year/year-page.tsx')).YearPage,
  },
  {
    path: '/resultaten/bereik',
    name: 'page.reach',
    group: 'organisation',
    rights: ['reach'],
    load: async () => (await import('./reach/reach-page.tsx')).ReachPage,
  },
  {
    path: '/resultaten/beheer',
    name: 'page.manage',
    group: 'organisation',
    rights: ['manage'],
    load: async () => (await import('./manage/manage-page.tsx')).ManagePage,
  },
  {
    path: '/resultaten/uitnodigingen',
    name: 'page.invitations',
    group: 'asking',
    rights: ['manage'],
    load: async () => (await import('./invitations/invitations-page.tsx')).InvitationsPage,
  },
  {
    path: '/resultaten/inlezen',
    name: 'page.imports',
    group: 'asking',
    rights: ['manage'],
    load: async () => (await import('./imports/imports-page.tsx')).ImportsPage,
  },
  {
    path: '/resultaten/mensen',
    name: 'page.people',
    group: 'organisation',
    rights: ['manage'],
    load: async () => (await import('./people/people-page.tsx')).PeoplePage,
  },
  {
    path: '/resultaten/aanbieders',
    name: 'page.providers',
    group: 'organisation',
    rights: ['manage'],
    load: async () => (await import('./providers/providers-page.tsx')).ProvidersPage,
  },
  {
    path: '/resultaten/logboek',
    name: 'page.audit',
    group: 'organisation',
    rights: ['audit'],
    load: async () => (await import('./audit/audit-page.tsx')).AuditPage,
  },
  {
    path: '/resultaten/stukken',
    name: 'page.papers',
    group: 'organisation',
    rights: ['manage'],
    load: async () => (await import('./papers/papers-page.tsx')).PapersPage,
  },
  {
    path: ACCOUNT_PATH,
    name: 'page.account',
    group: null,
    rights: ['figures', 'city-figures', 'surveys'],
    load: async () => (await import('./account/account-page.tsx')).AccountPage,
  },
]

/** The pages that this viewer may open, in the order of the menu. */
export function pagesFor({ rights }: SignedIn): readonly PortalPage[] {
  return PAGES.filter((page) => page.rights.some((right) => rights.includes(right)))
}

/** The page at that path, which is the longest that it begins with; null for none. */
export function pageAt(path: string): PortalPage | null {
  const fitting = PAGES.filter((page) => path === page.path || isWithin(path, page.path))
  return fitting.sort((one, other) => other.path.length - one.path.length)[0] ?? null
}

/** The results take no part of a path: a wrong address is not to look like the right one. */
function isWithin(path: string, page: string): boolean {
  return page !== '/resultaten' && path.startsWith(`${page}/`)
}
