import * as v from 'valibot'
import type { Look } from './look.ts'
import type { AreaScheme, CareType, HelpLine, SeedLocation, SeedProvider } from './municipality.ts'
import { type About, aboutSchema } from './survey/provenance.ts'
import { languageCode, slug, words } from './survey/text-schema.ts'

const HELP_KINDS = ['urgent', 'help', 'complaint', 'support'] as const
const TRACKS = ['sociale-basis', 'basiszorg', 'aanvullende-zorg', 'centrumgemeente', 'maatwerk', 'jeugd'] as const

const schemaKey = v.exactOptional(v.string())
const httpsUrl = v.pipe(v.string(), v.regex(/^https:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/, 'https'))
const phone = v.pipe(v.string(), v.regex(/^\+?[0-9][0-9 -]{1,18}$/, 'phone'))
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'day'))
const validity = {
  validFrom: v.exactOptional(day),
  validUntil: v.exactOptional(day),
  succeededBy: v.exactOptional(slug),
}

const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/, 'colour'))
const look = v.strictObject({
  strong: colour,
  primary: colour,
  line: colour,
  middle: colour,
  light: colour,
  soft: colour,
}) satisfies v.GenericSchema<Look>

const helpLine = v.strictObject({
  kind: v.picklist(HELP_KINDS),
  name: v.record(languageCode, words(120)),
  phone: v.exactOptional(phone),
  url: v.exactOptional(httpsUrl),
  placeholder: v.exactOptional(v.boolean()),
}) satisfies v.GenericSchema<HelpLine>

/** The whole of `municipality.json`. */
export const cardSchema = v.strictObject({
  $schema: schemaKey,
  id: slug,
  name: words(80),
  productName: words(40),
  quickExit: httpsUrl,
  help: v.array(helpLine),
  look: v.exactOptional(look),
})

/** `help/tr.json`: the names of the help lines in a language that `municipality.json` does not have. */
export interface HelpNamesFile {
  readonly $schema?: string
  readonly about?: About
  /** By the Dutch name: a line whose Dutch name changes is not called by its old one. */
  readonly names: Readonly<Record<string, string>>
}

/** The whole of `help/tr.json`. */
export const helpNamesSchema = v.strictObject({
  $schema: schemaKey,
  about: v.exactOptional(aboutSchema),
  names: v.record(v.string(), words(120)),
}) satisfies v.GenericSchema<HelpNamesFile>

/** The whole of `care-types.json`. */
export const careTypesSchema = v.strictObject({
  $schema: schemaKey,
  careTypes: v.pipe(
    v.array(
      v.strictObject({ id: slug, name: words(120), track: v.picklist(TRACKS) }) satisfies v.GenericSchema<CareType>,
    ),
    v.minLength(1),
  ),
})

/** The whole of `areas.json`. */
export const areasSchema = v.strictObject({
  $schema: schemaKey,
  schemes: v.array(
    v.strictObject({
      id: slug,
      name: words(80),
      areas: v.array(v.strictObject({ id: slug, name: words(80), within: v.exactOptional(v.record(slug, slug)) })),
    }) satisfies v.GenericSchema<AreaScheme>,
  ),
})

/** The whole of `providers.json`. */
export const providersSchema = v.strictObject({
  $schema: schemaKey,
  providers: v.array(
    v.strictObject({
      id: slug,
      name: words(120),
      careTypes: v.array(slug),
      ...validity,
    }) satisfies v.GenericSchema<SeedProvider>,
  ),
  locations: v.array(
    v.strictObject({
      id: slug,
      provider: slug,
      name: words(120),
      areas: v.record(slug, slug),
      ...validity,
    }) satisfies v.GenericSchema<SeedLocation>,
  ),
})
