import { render } from 'preact'
import { createWords } from '../lib/i18n.ts'
import portalWords from '../text/portal.nl.json'
import '@fontsource-variable/atkinson-hyperlegible-next'
import '../screens/look/tokens.css'
import '../screens/look/components.css'
import './portal.css'
import './figures.css'
import { Portal } from './portal.tsx'

const root = document.getElementById('app')
if (root) render(<Portal words={createWords('nl', { nl: portalWords })} />, root)
