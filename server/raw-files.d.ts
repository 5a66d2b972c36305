/** The text of a page or style that the build puts into the server's bundle. */
declare module '*.html?raw' {
  const text: string

  export { text as default }
}
declare module '*.css?raw' {
  const text: string

  export { text as default }
}
