import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../server/store/sqlite.ts'
import type { Store } from '../../server/store/store.ts'
import { auditContract } from './audit-contract.ts'
import { careGivenContract } from './care-given-contract.ts'
import { deviceContract } from './device-contract.ts'
import { directoryContract } from './directory-contract.ts'
import { feedbackContract } from './feedback-contract.ts'
import { forgettingContract } from './forgetting-contract.ts'
import { importContract } from './import-contract.ts'
import { interpretationContract } from './interpretation-contract.ts'
import { invitationContract } from './invitation-contract.ts'
import { openAnswerContract } from './open-answer-contract.ts'
import { passkeyContract } from './passkey-contract.ts'
import { reachContract } from './reach-contract.ts'
import { releaseContract } from './release-contract.ts'
import { type StoreMaker, storeContract } from './store-contract.ts'
import { surveyCommentContract } from './survey-comment-contract.ts'
import { withdrawalContract } from './withdrawal-contract.ts'

const secret = randomBytes(32)

function sqliteMaker(): StoreMaker {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  let files = 0
  let store: Store | null = null
  const open = () => {
    store = openStore(join(folder, `${files}.sqlite`), { secret })
    return Promise.resolve(store)
  }
  return {
    open: () => {
      files += 1
      return open()
    },
    reopen: () => {
      store?.close()
      return open()
    },
    remove: () => {
      store?.close()
      rmSync(folder, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}

storeContract('SQLite', sqliteMaker)
directoryContract('SQLite', sqliteMaker)
openAnswerContract('SQLite', sqliteMaker)
releaseContract('SQLite', sqliteMaker)
withdrawalContract('SQLite', sqliteMaker)
deviceContract('SQLite', sqliteMaker)
passkeyContract('SQLite', sqliteMaker)
reachContract('SQLite', sqliteMaker)
surveyCommentContract('SQLite', sqliteMaker)
careGivenContract('SQLite', sqliteMaker)
feedbackContract('SQLite', sqliteMaker)
auditContract('SQLite', sqliteMaker)
forgettingContract('SQLite', sqliteMaker)
interpretationContract('SQLite', sqliteMaker)
invitationContract('SQLite', sqliteMaker)
importContract('SQLite', sqliteMaker)
