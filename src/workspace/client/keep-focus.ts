/**
 * A redraw may take away the control that has the focus: the button that was just pressed is answered and gone. The
 * browser then forgets where the person was. Here the nearest part of the page around it that is left takes the focus, so
 * that Tab goes on from there and a screen reader reads what became of it.
 */
export const keepFocus = (root: HTMLElement): (() => void) => {
  let around = pathTo(document.activeElement)

  const remember = (event: FocusEvent): void => {
    around = pathTo(event.target)
  }
  /** Who left on purpose, for nothing in particular, is not called back. */
  const forget = (event: FocusEvent): void => {
    const left = event.target
    queueMicrotask(() => {
      if (left instanceof Element && left.isConnected && document.activeElement !== left)
        around = []
    })
  }
  const observer = new MutationObserver(() => {
    const [held] = around
    if (held === undefined || held.isConnected || document.activeElement !== document.body) return
    // A dialog that closes gives the focus back itself.
    if (around.some((one) => one instanceof HTMLDialogElement && !one.isConnected)) return
    focusNearest(around)
  })

  root.addEventListener('focusin', remember)
  root.addEventListener('focusout', forget)
  observer.observe(root, { childList: true, subtree: true })
  return () => {
    root.removeEventListener('focusin', remember)
    root.removeEventListener('focusout', forget)
    observer.disconnect()
  }
}

/** An element with all that is around it, innermost first; empty where nothing has the focus. */
export const pathTo = (target: EventTarget | null): readonly HTMLElement[] => {
  const path: HTMLElement[] = []
  let one = target instanceof HTMLElement ? target : null
  while (one !== null && one !== document.body) {
    path.push(one)
    one = one.parentElement
  }
  return path
}

/** Gives the focus to the first of these that is still in the page. */
export const focusNearest = (path: readonly HTMLElement[]): void => {
  const nearest = path.find((one) => one.isConnected)
  if (nearest === undefined) return
  // It takes the focus this once and is no stop for Tab.
  if (nearest !== path[0] && !nearest.hasAttribute('tabindex')) {
    nearest.tabIndex = -1
    nearest.addEventListener('blur', () => nearest.removeAttribute('tabindex'), { once: true })
  }
  nearest.focus({ preventScroll: true })
}
