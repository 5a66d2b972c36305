import { toJsonSchema } from '@valibot/to-json-schema'
import { surveySchema } from '../shared/survey/survey-file.ts'
import { translationSchema } from '../shared/survey/translation-file.ts'

/** A JSON Schema (draft 7) for editors; `file` is its name in the surveys folder. */
export interface SchemaFile {
  readonly file: string
  /** The whole text of the file, as the formatter leaves it. */
  readonly json: string
}

/** The schemas of `survey.json` and of the language files, made from the very checks that the server does. Only
 *  `survey check` knows which language comes first and may lack nothing. */
export function surveyJsonSchemas(): readonly SchemaFile[] {
  return [
    { file: 'survey.schema.json', json: schemaText('Vragenlijst: survey.json', toJsonSchema(surveySchema)) },
    {
      file: 'words.schema.json',
      json: schemaText('Woorden van een vragenlijst in één taal', toJsonSchema(translationSchema)),
    },
  ]
}

function schemaText(title: string, schema: ReturnType<typeof toJsonSchema>): string {
  const { $schema, ...rest } = schema
  const text = JSON.stringify({ $schema, title, ...rest }, null, 2)
  return `${text.replace(/\[\n\s+("[^\]{}]*?")\n\s*\]/gu, (_, items: string) => `[${items.replace(/\s*\n\s*/gu, ' ')}]`)}\n`
}
