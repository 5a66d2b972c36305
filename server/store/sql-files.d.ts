/** The text of a migration; it travels inside the server's bundle. */
declare module '*.sql?raw' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: the build gives a raw file as a default export
  export default text
}
