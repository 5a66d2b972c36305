import '../screens/look/tokens.css'
import '../screens/look/components.css'
import './assist.css'
import { render } from 'preact'
import { createDatabase } from '../lib/db.ts'
import { openEnrolment } from '../lib/enrolment.ts'
import { createWords } from '../lib/i18n.ts'
import { testStorage } from '../lib/self-test.ts'
import { openSharedDevice } from '../lib/shared-device.ts'
import { stayAwake } from '../lib/wake-lock.ts'
import { bringAllWords } from '../respond/all-words.ts'
import assistWords from '../text/assist.nl.json'
import { Assist } from './assist.tsx'
import { openDesk } from './desk.ts'

/** Opens the helper's device for the code in /afname/CODE, or for what it was paired with. */
async function main(helper: HTMLElement, root: HTMLElement): Promise<void> {
  bringAllWords()
  stayAwake()
  const database = createDatabase()
  const storage = await testStorage(database, () => location.reload())
  if (storage === 'again') return
  const enrolment = await openEnrolment(database)
  const device = await openSharedDevice(database, enrolment)
  const asked = decodeURIComponent(location.pathname.split('/')[2] ?? '')
  const desk = openDesk({ asked, database, enrolment, device, keepsRecords: storage === 'well' })
  render(<Assist words={createWords('nl', { nl: assistWords })} desk={desk} root={root} />, helper)
}

const [helper, root] = ['helper', 'app'].map((id) => document.getElementById(id))
if (helper && root) void main(helper, root)
