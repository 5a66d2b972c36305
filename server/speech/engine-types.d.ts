declare module '@echogarden/espeak-ng-emscripten' {
  interface Worker {
    /** 0 when that voice is there. */
    set_voice(name: string): number
    set_rate(wordsPerMinute: number): void
    get_samplerate(): number
    /** Calls with pieces of sound until the text is said; true from the callback stops it. */
    synthesize(text: string, take: (samples: Int16Array | null) => boolean): void
  }
  interface Engine {
    readonly eSpeakNGWorker: new () => Worker
  }
  const load: () => Promise<Engine>
  // biome-ignore lint/style/noDefaultExport: as the package has it
  export default load
}
