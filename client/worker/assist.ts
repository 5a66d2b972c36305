import { keepPage, type Manifest } from './shared-page.ts'

// The page of a helper's device. No answer and no reply of the API ever comes by here.
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: Manifest }

keepPage(self.__WB_MANIFEST, 'assist/index.html', '/afname')
