import type { Locator } from 'playwright-core'

/** More stops than any page has: who does not come by within one round never will. */
const most = 300

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element.matches(':focus'))

/** Moves the focus there as a person without a mouse does. */
export async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    if (await hasFocus(target)) return
    await target.page().keyboard.press(key)
  }
  throw new Error(`${most} presses of ${key} did not lead there`)
}

export async function pressAt(target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void> {
  await target.waitFor()
  await tabTo(target, key)
  await target.page().keyboard.press('Enter')
}

/** Opens a menu and chooses one of its items with the arrow keys. */
export async function chooseAt(
  menu: Locator,
  item: string,
  key?: 'Tab' | 'Shift+Tab',
): Promise<void> {
  await pressAt(menu, key)
  const page = menu.page()
  const target = page.getByRole('menuitem', { name: item })
  await target.waitFor()
  while (!(await hasFocus(target))) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

/**
 * Chooses an option of a native menu with the arrow keys. Typing its name would choose another one wherever a key comes
 * later than the browser waits for the next letter.
 */
export async function pickAt(menu: Locator, option: string): Promise<void> {
  await tabTo(menu)
  const { keyboard } = menu.page()
  const chosen = menu.locator('option:checked')
  await keyboard.press('Home')
  for (let presses = 0; presses < most; presses += 1) {
    if ((await chosen.textContent()) === option) return
    await keyboard.press('ArrowDown')
  }
  throw new Error(`${most} presses of ArrowDown did not lead to ${option}`)
}
