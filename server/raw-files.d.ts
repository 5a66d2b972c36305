/** The text of a page or style that the build puts into the server's bundle. */
declare module '*.html?raw' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: the build gives a raw file as a default export
  export default text
}
declare module '*.css?raw' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: the build gives a raw file as a default export
  export default text
}
declare module '*.svg?raw' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: the build gives a raw file as a default export
  export default text
}
