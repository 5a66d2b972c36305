import '../screens/look/tokens.css'
import '../screens/look/components.css'
import './kiosk.css'
import { createDatabase } from '../lib/db.ts'
import { openEnrolment } from '../lib/enrolment.ts'
import { testStorage } from '../lib/self-test.ts'
import { openSharedDevice } from '../lib/shared-device.ts'
import { stayAwake } from '../lib/wake-lock.ts'
import { bringAllWords } from '../respond/all-words.ts'
import { lockHands } from './hands.ts'
import { open } from './open.tsx'
import { reloadSlowly } from './recover.ts'
import { shiftPixels } from './shift.ts'

/** Opens the kiosk for the code in /zuil/CODE, or for what it was paired with. */
async function main(root: HTMLElement, over: HTMLElement): Promise<void> {
  bringAllWords()
  lockHands()
  stayAwake()
  shiftPixels()
  const database = createDatabase()
  const storage = await testStorage(database, () => location.reload())
  if (storage === 'again') return
  const enrolment = await openEnrolment(database)
  const device = await openSharedDevice(database, enrolment)
  const asked = decodeURIComponent(location.pathname.split('/')[2] ?? '')
  await open({ root, over, asked, database, enrolment, device, keepsRecords: storage === 'well' })
}

const [root, over] = ['app', 'over'].map((id) => document.getElementById(id))
if (root && over) main(root, over).catch(reloadSlowly)
