/**
 * Every listener that the bot registers, with ids, names and forms of packets that a person may not see, for every kind
 * of person and place: nothing is shown and nothing changes. A new listener fails here until the table says how it
 * leads to a packet, or why it does not.
 */
import { describe, expect, test } from 'vitest'
import { everybody, idOf, nameOf, places, secretOf, stateOf } from './privacy/planted.ts'
import type { Person, Place } from './privacy/planted.ts'
import { kitFor } from './privacy/kit.ts'
import { ways, withoutPacket } from './privacy/ways.ts'
import type { Way } from './privacy/ways.ts'

const labelOf = ({ key, what }: Way): string => (what === undefined ? key : `${key} (${what})`)
const seenBy = ({ sees }: Person): readonly Place[] =>
  places.filter((where) => sees.includes(where.name))
const hiddenFrom = ({ sees }: Person): readonly Place[] =>
  places.filter((where) => !sees.includes(where.name))

function isFor(way: Way, person: Person): boolean {
  switch (way.for) {
    case 'viewers':
      return true
    case 'members':
      return person.isFullMember
    case 'the author':
      return person.userId === 'author' && person.isFullMember
    case 'others than the author':
      return person.userId !== 'author' && person.isFullMember
    case 'admins':
      return person.isAdmin === true
    default:
      return false
  }
}

/** What is shown of a place: its words, or the name or id under which its packet could be asked for. */
const tellsOf = (said: string, where: Place, asked: string): boolean =>
  said.includes(`subject ${secretOf(where)}`) ||
  [secretOf(where), nameOf(where), idOf(where)].some(
    // What the person typed may be repeated to them.
    (words) => said.includes(words) && !asked.includes(words),
  )

test('every listener leads to packets in a way that the table tries, or to none', async () => {
  const { listeners } = await kitFor({})
  const tabled = [...new Set([...ways.map(({ key }) => key), ...Object.keys(withoutPacket)])]
  expect([...listeners.keys()].toSorted()).toEqual(tabled.toSorted())
})

describe.each(everybody)('$who', (person) => {
  test('is shown nothing of what they may not see, and changes nothing of it', async () => {
    const kit = await kitFor(person)
    const hidden = hiddenFrom(person)
    const found: string[] = []
    for (const where of hidden) {
      let before = await stateOf(kit.store, where)
      for (const way of ways) {
        const payload = way.payload(person, where)
        const said = await kit.call(way.key, payload)
        // Lists name several places: none that is hidden may be among them.
        const told = hidden.filter((place) => tellsOf(said, place, JSON.stringify(payload)))
        for (const place of told) found.push(`${labelOf(way)} tells of ${place.name}`)
        const after = await stateOf(kit.store, where)
        if (after !== before && way.isOwnAffair !== true)
          found.push(`${labelOf(way)} changes ${where.name}`)
        before = after
      }
    }
    expect(found).toEqual([])
  })
})

describe.each(everybody.filter(({ sees }) => sees.length > 0))('$who', (person) => {
  test('gets what is theirs, each way', async () => {
    const found: string[] = []
    const [where = places[0]] = seenBy(person)
    let kit = await kitFor(person, [where])
    for (const way of ways) {
      const before = await stateOf(kit.store, where)
      const said = await kit.call(way.key, way.payload(person, where))
      const isChanged = (await stateOf(kit.store, where)) !== before
      const works = way.gives === 'a change' ? isChanged : said.includes(way.gives(where))
      const isChange = way.gives === 'a change'
      if (way.for !== 'nobody' && isFor(way, person) && !works)
        found.push(`${labelOf(way)} does not work`)
      if (isChange && !isFor(way, person) && isChanged) found.push(`${labelOf(way)} works`)
      // Each way is tried on a packet as it was planted.
      if (isChanged) kit = await kitFor(person, [where])
    }
    expect(found).toEqual([])
  })
})

test.each(everybody)('counts and facets are of what $who sees', async (person) => {
  const kit = await kitFor(person)
  const way = ways.find(({ what }) => what === 'history')
  const where = places[0]
  const payload = way?.payload(person, where) ?? {}
  const said = await kit.call('command /backend-test-packet', payload)
  const count = person.sees.length
  expect(said).toContain(
    count === 0 ? 'There is no packet here yet' : count === 1 ? '*1 packet*' : `*${count} packets*`,
  )
  for (const place of hiddenFrom(person)) expect(said).not.toContain(secretOf(place))
})
