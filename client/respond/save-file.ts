/** Name of a saved file; sealed, so nothing in it can be read. */
const NAME = 'antwoorden-op-slot.json'

/** Offers a file to keep or hand in. */
export function saveFile(file: Blob): void {
  const url = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href: url, download: NAME }).click()
  // The browser has taken hold of the file when the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
