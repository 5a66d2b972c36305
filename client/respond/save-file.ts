/** Name of a file with sealed answers: nothing in it can be read. */
export const SEALED_NAME = 'antwoorden-op-slot.json'

/** Offers a file to keep or hand in. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  // The browser has taken hold of the file when the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
