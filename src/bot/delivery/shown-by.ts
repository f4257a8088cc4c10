import type { DeliveryRecord } from '../../store/port.ts'

/** The id of what a delivery shows: between the colon and, where it is shown more than once, a space. */
export const shownBy = ({ id }: Pick<DeliveryRecord, 'id'>): string =>
  id.slice(id.indexOf(':') + 1).split(' ')[0] ?? ''
