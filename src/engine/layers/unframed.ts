import type { Framing } from '../packet.ts'

/** Neither a surface nor a risk is named; which suite it is says nothing about what it should protect. */
export const isUnframed = ({ surfaces, risks }: Framing): boolean =>
  !surfaces.some((each) => each.stated && each.surface !== 'suite') &&
  !risks.some((each) => each.stated)
