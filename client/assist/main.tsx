import '../screens/look/tokens.css'
import '../screens/look/components.css'
import './assist.css'
import { render } from 'preact'
import { openDevice } from '../lib/device.ts'
import { createWords } from '../lib/i18n.ts'
import assistWords from '../text/assist.nl.json'
import { Assist } from './assist.tsx'

async function main(root: HTMLElement): Promise<void> {
  const device = await openDevice()
  const code = decodeURIComponent(location.pathname.split('/')[2] ?? '')
  render(<Assist words={createWords('nl', { nl: assistWords })} device={device} code={code} />, root)
}

const root = document.getElementById('app')
if (root) void main(root)
