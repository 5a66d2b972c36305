import type { Page } from 'playwright-core'

/** From now on that site may use 2 MB. */
export async function makeSmall(page: Page, origin: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 })
}

/** Writes until the browser refuses the smallest thing. */
export async function fillDisk(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const open = indexedDB.open('filler')
    open.onupgradeneeded = () => void open.result.createObjectStore('filler', { autoIncrement: true })
    await new Promise((done) => (open.onsuccess = done))
    for (let size = 500_000; size > 100; ) {
      const tx = open.result.transaction('filler', 'readwrite')
      tx.objectStore('filler').add(crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536))))
      const full = await new Promise((done) => {
        tx.oncomplete = () => done(false)
        tx.onabort = () => done(true)
      })
      if (full) size /= 2
    }
    open.result.close()
  })
}

/** Throws away what filled the disk. */
export async function emptyDisk(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const gone = indexedDB.deleteDatabase('filler')
    await new Promise((done) => (gone.onsuccess = done))
  })
}
