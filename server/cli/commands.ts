import { accessibilityCommands } from './accessibility.ts'
import { audioCommands } from './audio.ts'
import { auditCommands } from './audit.ts'
import { collectorCommands } from './collectors.ts'
import type { Command } from './command.ts'
import { deviceCommands } from './devices.ts'
import { draftCommands } from './drafts.ts'
import { drillCommand } from './drill.ts'
import { exampleCommands } from './examples.ts'
import { forgetCommand } from './forget.ts'
import { importCommands } from './imports.ts'
import { invitationCommands } from './invitations.ts'
import { languageCommands } from './languages.ts'
import { listCommands } from './lists.ts'
import { paperCommands } from './paper.ts'
import { peopleCommands } from './people.ts'
import { placeCommands } from './places.ts'
import { privacyPaperCommands } from './privacy-papers.ts'
import { reachCommands } from './reach.ts'
import { reportCommands } from './report.ts'
import { snapshotCommands } from './snapshots.ts'
import { stampCommands } from './stamps.ts'
import { surveyCommands } from './surveys.ts'
import { tokenCommands } from './tokens.ts'
import { translationCommands } from './translations.ts'
import { upkeepCommands } from './upkeep.ts'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  ...peopleCommands,
  ...tokenCommands,
  ...placeCommands,
  ...collectorCommands,
  ...invitationCommands,
  ...importCommands,
  ...deviceCommands,
  // Before the form on paper, whose name theirs begin with.
  ...privacyPaperCommands,
  ...paperCommands,
  ...listCommands,
  ...exampleCommands,
  ...reachCommands,
  ...reportCommands,
  ...snapshotCommands,
  ...auditCommands,
  ...upkeepCommands,
  drillCommand,
  forgetCommand,
  ...surveyCommands,
  ...draftCommands,
  ...audioCommands,
  ...languageCommands,
  ...translationCommands,
  ...stampCommands,
  ...accessibilityCommands,
]
