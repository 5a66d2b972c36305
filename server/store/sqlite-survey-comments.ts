import type { Database } from 'better-sqlite3'
import type { SurveyComment, SurveyComments } from './survey-comments.ts'

/** What was said of drafts. */
export function surveyCommentsIn(db: Database): SurveyComments {
  const add = db.prepare<[SurveyComment]>(
    `insert into survey_comment (id, survey, version, question, kind, note, role, day)
     values (:id, :survey, :version, :question, :kind, :note, :role, :day)`,
  )
  const all = db.prepare<[string, number], SurveyComment>(
    `select id, survey, version, question, kind, note, role, day from survey_comment
     where survey = ? and version = ? order by question, day, id`,
  )
  return {
    addSurveyComment: (comment) => void add.run(comment),
    surveyComments: (survey, version) => all.all(survey, version),
  }
}
