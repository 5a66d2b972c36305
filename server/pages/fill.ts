/** A page with `{{place}}` in it, filled. The values are HTML; a place without one stays, so that a test sees it. */
export function fillPlaces(page: string, values: Readonly<Record<string, string>>): string {
  return page.replace(/\{\{([\w.]+)\}\}/g, (whole, place: string) => values[place] ?? whole)
}

/** Text as it stands in HTML, between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
