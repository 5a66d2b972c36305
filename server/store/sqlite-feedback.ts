import type { Database } from 'better-sqlite3'
import type { Feedback, Feedbacks } from './feedback.ts'

const COLUMNS = 'id, provider, text, picture, day, state'

/** What was done with answers. */
export function feedbackIn(db: Database): Feedbacks {
  const one = db.prepare<[string], Feedback>(`select ${COLUMNS} from feedback where id = ?`)
  const all = db.prepare<[], Feedback>(`select ${COLUMNS} from feedback order by state <> 'draft', day desc, id`)
  const published = db.prepare<[string], Feedback>(
    `select ${COLUMNS} from feedback where state = 'published' and provider = ? order by day desc, id`,
  )
  const save = db.prepare<[Feedback]>(
    `insert into feedback (${COLUMNS}) values (:id, :provider, :text, :picture, :day, :state)
     on conflict do update set provider = excluded.provider, text = excluded.text, picture = excluded.picture,
       day = excluded.day, state = excluded.state`,
  )
  return {
    feedback: (id) => one.get(id) ?? null,
    feedbacks: () => all.all(),
    publishedFeedback: (provider) => published.all(provider),
    saveFeedback: (given) => void save.run(given),
  }
}
