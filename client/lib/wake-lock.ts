/** Keeps the screen on while the page is in view; the browser lets go when it is not. */
export function stayAwake(): void {
  const ask = () => {
    if (document.visibilityState !== 'visible') return
    // Refused on a low battery: the installation keeps the screen on too.
    void navigator.wakeLock?.request('screen').catch(() => undefined)
  }
  document.addEventListener('visibilitychange', ask)
  ask()
}
