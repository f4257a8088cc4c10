import type { Locator } from 'playwright-core'

const most = 140

/** Moves the focus there as a person without a mouse does. */
export async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const hasFocus = (): Promise<boolean> => target.evaluate((element) => element.matches(':focus'))
  for (let presses = 0; presses < most; presses += 1) {
    if (await hasFocus()) return
    await target.page().keyboard.press(key)
  }
  throw new Error(`${most} presses of ${key} did not lead there`)
}

export async function pressAt(target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void> {
  await target.waitFor()
  await tabTo(target, key)
  await target.page().keyboard.press('Enter')
}
