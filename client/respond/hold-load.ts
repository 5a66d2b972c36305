/** Longest time that the page may look as if it is loading. */
const HOLD_MS = 10_000

/** Holds back the page's `load` event until the function it gives is called (at most ten seconds), so that whoever
 *  waits for "loaded" before closing the page or the connection has everything that works offline.
 *  How: a document that is being written (`open` without `close`) in an inner frame delays its parent's load event;
 *  HTML standard, "delay the load event". */
export function holdLoad(): () => void {
  if (document.readyState === 'complete') return () => undefined
  const frame = document.createElement('iframe')
  frame.hidden = true
  document.body.append(frame)
  const inner = frame.contentDocument
  inner?.open()
  const release = () => {
    clearTimeout(timer)
    inner?.close()
    frame.remove()
  }
  const timer = setTimeout(release, HOLD_MS)
  return release
}
