import { describe, expect, it } from 'vitest'
import { classify } from '../../src/engine/classify.ts'
import type { PacketContext } from '../../src/engine/context.ts'
import { frameRequest } from '../../src/engine/frame.ts'
import { findMentions } from '../../src/engine/mentions.ts'
import type { Amendment, RouteOutId } from '../../src/engine/packet.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { handOver } from '../../src/engine/route-out.ts'
import { routeOutRows } from '../../src/engine/route-out/neighbour-rows.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')

function contextOf(
  text: string,
  change: Partial<Pick<PacketContext, 'kind' | 'secondary' | 'isSecondaryDoubtful'>> & {
    amendments?: Amendment[]
  } = {},
): PacketContext {
  const reading = readRequest(text, knowledge.language)
  const mentions = findMentions(reading, knowledge.framing)
  const classification = classify(reading, mentions, knowledge.classify)
  const amendments = change.amendments ?? []
  return {
    kind: change.kind ?? 'coverage-plan',
    secondary: change.secondary ?? null,
    isSecondaryDoubtful: change.isSecondaryDoubtful ?? false,
    reading,
    framing: frameRequest(reading, mentions, classification, amendments, knowledge.framing),
    amendments,
  }
}

const brief = (text: string, to: RouteOutId) => handOver(contextOf(text), to, knowledge)
const rows = (...args: Parameters<typeof contextOf>): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    routeOutRows(contextOf(...args), null, knowledge.routeOuts).map((row) => [row.to, row.text]),
  )

describe('a handoff', () => {
  it.each([
    ['api-design', 'Cursor or offset pagination for /messages?', 'pagination'],
    ['api-design', 'Should a second DELETE give 404 or 204?', 'status codes'],
    ['authentication-setup', 'Add Google login to our Rails app', 'linking rule'],
    ['authentication-setup', 'We need SAML SSO for big customers', 'SSO'],
    ['debugging', 'Pods get OOMKilled since the deploy', 'growth'],
    ['debugging', 'connection pool exhausted in prod', 'connections'],
    ['frontend-testing', 'Storybook interaction test for the modal', 'waiting on rendering'],
    ['testing-strategies', 'Who signs off releases for all squads?', 'gates'],
  ] as const)('to %s for %j opens the point "%s"', (to, text, topic) => {
    const topics = brief(text, to).handoff.undecided.map((each) => each.split(':')[0])
    expect(topics).toContain(topic)
  })

  it.each([
    ['authentication-setup', 'mTLS between services: issuing, rotation, SPIFFE?', 'refresh'],
    ['authentication-setup', 'mTLS; we only have network policies', 'role model'],
    ['authentication-setup', 'SAML SSO: customers upload their certificates', 'machine identity'],
    ['api-design', 'Cancel by `DELETE /bookings/{id}` or by POST?', 'formats'],
    ['api-design', 'What is returned on replay with a different payload?', 'payload'],
    ['api-design', 'Adding a field is not breaking. v2 or not?', 'filters'],
    ['api-design', 'Our REST APIs need one pagination', 'resource model'],
    ['api-design', 'PUT answers 200 or 204. We should remove this inconsistency', 'deprecation'],
  ] as const)('to %s for %j opens no point "%s"', (to, text, topic) => {
    const topics = brief(text, to).handoff.undecided.map((each) => each.split(':')[0])
    expect(topics).not.toContain(topic)
  })

  it('quotes the words that opened a point, where they stand', () => {
    const text = 'Decide first: cursor or offset pagination for /messages'
    const { handoff } = brief(text, 'api-design')
    expect(handoff.undecided[0]).toMatch(/\(asked: ".*cursor or offset pagination.*"\)$/)
    const quotes = handoff.evidence.filter((each) => each.from === 'request')
    expect(quotes.map((each) => text.slice(each.start, each.end))).toEqual(
      quotes.map((each) => each.quote),
    )
  })

  it('leaves out what another point says in particular', () => {
    const aborted = "GET /invoices returns 500 with 'current transaction is aborted'"
    const topics = (text: string) =>
      brief(text, 'debugging').handoff.undecided.map((each) => each.split(':')[0])
    expect(topics(aborted)).toContain('first failing statement')
    expect(topics(aborted)).not.toContain('first exception')
    expect(topics('GET /invoices returns 500')).toContain('first exception')
  })

  it('says which case follows a repair, in the means of the stack', () => {
    const { handoff, caveats } = brief(
      "GET /invoices returns 500 with 'current transaction is aborted'. SQLAlchemy, Postgres.",
      'debugging',
    )
    expect(handoff.dependsOnIt[0]).toMatch(
      /^an integration case on Postgres .*red on the first bad/,
    )
    expect(handoff.dependsOnIt[1]).toContain('`session.begin_nested()`')
    expect(caveats.map((each) => each.text)).toEqual([
      'the existing tests around GET /invoices did not catch this',
    ])
    expect(brief('GET /invoices returns 500', 'debugging').handoff.dependsOnIt[0]).toMatch(
      /^one case at the lowest layer/,
    )
    expect(brief('Cursor or offset for /messages?', 'api-design').caveats).toEqual([])
  })

  it('does not ask for the cause as if it were a question of its own', () => {
    const open = (text: string) =>
      brief(text, 'debugging').handoff.undecided.filter((each) => each.startsWith('open question'))
    expect(open('POST /payouts returns 500. What is going on?')).toEqual([])
    expect(open('POST /payouts returns 500. Which release brought it?')).toHaveLength(1)
  })

  it('quotes the same words only once', () => {
    const { handoff } = brief('Should the bulk endpoint be async with a 207?', 'api-design')
    const quotes = handoff.undecided.flatMap((each) => /\(asked: "(.*)"\)$/.exec(each)?.[1] ?? [])
    expect(new Set(quotes).size).toBe(quotes.length)
    expect(handoff.undecided.length).toBeGreaterThan(quotes.length)
  })

  it('quotes without the word that joins a clause to another, and none that a cut left hanging', () => {
    const undecided = brief(
      'Please add passkeys and Google login to our NestJS app next to password login, and make sessions survive deploys',
      'authentication-setup',
    ).handoff.undecided.join('\n')
    expect(undecided).toContain('(asked: "Please add passkeys and Google login to our NestJS app")')
    expect(undecided).toContain('(asked: "make sessions survive deploys")')
  })

  it("falls back to the neighbour's general points when the request names none", () => {
    const { handoff } = brief('please advise', 'api-design')
    expect(handoff.undecided).toEqual([
      expect.stringMatching(/^shape: /),
      expect.stringMatching(/^readers: /),
    ])
    expect(handoff.evidence.every((each) => each.from === 'reference')).toBe(true)
  })

  it('keeps at most five points, and eleven lines with what depends on them and the cases', () => {
    const text =
      'Versioning, pagination, status codes, error model, naming, webhooks, filters: our POST /orders endpoint charges twice'
    const { handoff, staysHere } = brief(text, 'api-design')
    expect(handoff.undecided).toHaveLength(5)
    expect(staysHere.length).toBeLessThanOrEqual(4)
    expect(
      handoff.undecided.length + handoff.dependsOnIt.length + staysHere.length,
    ).toBeLessThanOrEqual(11)
  })

  it('has the points in the order in which they were asked, what is only implied behind them', () => {
    const { undecided } = brief(
      'Who is told about a flaky test, and when is a test deleted?',
      'testing-strategies',
    ).handoff
    expect(undecided.map((each) => each.split(':')[0])).toEqual([
      'notice',
      'end of a test',
      'flake rule for everybody',
    ])
  })

  it('says which point decides the cases, before what else depends on the answers', () => {
    const { dependsOnIt } = brief(
      'Should the bulk import answer 207, and is it v2?',
      'api-design',
    ).handoff
    expect(dependsOnIt.map((each) => each.startsWith('settle first, '))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(dependsOnIt.join()).toMatch(/settle first, second import: .*settle first, atomicity: /)
  })

  it('says what goes wrong while its points are open, the decisive ones first', () => {
    const { atStake } = brief(
      'Make sessions survive deploys, add Google login',
      'authentication-setup',
    ).handoff
    expect(atStake).toEqual([
      'an account taken over by linking on an unverified e-mail',
      expect.stringContaining('sessions lost with a deploy'),
    ])
    expect(brief('Cursor or offset?', 'api-design').handoff.atStake).toEqual([
      'rows skipped or shown twice between pages',
      'tests written now would freeze an undecided shape',
    ])
  })

  it('asks for the hooks that its points leave open, each once', () => {
    const { comeBackWith } = brief('Add passkeys, Google login and Okta', 'authentication-setup')
    expect(comeBackWith).toContain('a configurable relying-party id and origin')
    expect(comeBackWith.match(/configurable issuer and key-set URL/g)).toHaveLength(1)
    expect(comeBackWith).toContain(' and an injectable clock')
  })

  it('hands over the cases of its points, a regression case of what stays among them', () => {
    const cases = brief(
      'Add passkeys and Google login next to password login, sessions survive deploys',
      'authentication-setup',
    ).staysHere.map((each) => each.text)
    expect(cases).toEqual([
      expect.stringContaining('challenge of a user used twice'),
      expect.stringContaining('created by the previous release, app restarted'),
      expect.stringContaining('only has a password signs in'),
      expect.stringContaining('unverified -> not linked'),
    ])
  })

  it('hands over only cases that stand in the references', () => {
    const topics = new Set(knowledge.scenarios.rows.map((row) => row.topic))
    const named = knowledge.routeOuts.handoff.flatMap((row) => [...row.cases, ...row.blocks])
    expect(named.filter((topic) => !topics.has(topic))).toEqual([])
  })
})

describe('an open point that the thread settled', () => {
  it('carries its owner and date, by the name of the point', () => {
    const amend = (target: string, to: string): Amendment => ({
      id: target,
      on: 'question',
      target,
      op: 'set',
      to,
      because: null,
      by: 'U1',
    })
    const context = contextOf('Add Google login to our Rails app', {
      amendments: [
        amend('linking rule.owner', 'an intern'),
        amend('Linking rule.owner', 'IAM team'),
        amend('linking rule.due', 'Friday'),
        amend('session.owner', 'somebody else'),
      ],
    })
    const { handoff } = handOver(context, 'authentication-setup', knowledge)
    expect(handoff.undecided.find((each) => each.startsWith('linking rule'))).toMatch(
      /; owner: IAM team; due: Friday$/,
    )
    expect(handoff.undecided.join()).not.toMatch(/intern|somebody else/)
    expect(handoff.evidence).toContainEqual({
      from: 'amendment',
      rule: null,
      amendment: 'Linking rule.owner',
    })
  })
})

describe('what stays here', () => {
  const asked = contextOf(
    'Should our POST /orders endpoint be v2? We also want tests on Postgres.',
    {
      secondary: 'coverage-plan',
    },
  )

  it('are numbered cases in layers that do not wait for the decision', () => {
    const { staysHere } = handOver(asked, 'api-design', knowledge)
    expect(staysHere.length).toBeGreaterThan(0)
    expect(staysHere.map((each) => each.number)).toEqual(staysHere.map((_, at) => at + 1))
    expect(staysHere.every((each) => each.layer !== 'contract' && each.layer !== 'smoke')).toBe(
      true,
    )
  })

  it('is nothing of an interface question without a risk and without a wish for tests', () => {
    const shape = contextOf('Should our POST /orders endpoint take one order or a list?')
    expect(shape.framing.risks.filter((each) => each.stated)).toEqual([])
    expect(handOver(shape, 'api-design', knowledge).staysHere).toEqual([])
  })

  it('is nothing when the request names no backend surface', () => {
    expect(brief('Which pyramid should our company have?', 'testing-strategies').staysHere).toEqual(
      [],
    )
  })
})

describe('a brief loses nothing that was asked', () => {
  it('names a question that no row of the reference speaks of', () => {
    const { undecided } = brief(
      'Flaky test policy for the whole engineering org: who may quarantine, and where do interns sit?',
      'testing-strategies',
    ).handoff
    expect(undecided).toContain('open question: "where do interns sit"')
    expect(undecided.length).toBeLessThanOrEqual(5)
  })

  it('keeps no case about a key whose meaning is open', () => {
    const key = contextOf('Idempotency key for POST /orders: header or body? We want tests.', {
      secondary: 'coverage-plan',
    })
    const { handoff, staysHere } = handOver(key, 'api-design', knowledge)
    expect(handoff.undecided.join()).toContain('retry meaning')
    expect(staysHere.map((each) => each.text).join()).not.toContain('key')
  })

  it('keeps no case that waits for an open point', () => {
    const bulk = contextOf(
      'Should the bulk POST /orders endpoint be all or nothing? We also want tests.',
      {
        secondary: 'coverage-plan',
      },
    )
    const { staysHere, handoff } = handOver(bulk, 'api-design', knowledge)
    expect(handoff.undecided.join()).toContain('atomicity')
    expect(staysHere.map((each) => each.text).join()).not.toMatch(/half|partial|no child row/)
  })

  it('offers no case about something else to a live failure', () => {
    const leak = contextOf('Memory of our order service grows until it is killed. Why?')
    expect(handOver(leak, 'debugging', knowledge).staysHere).toEqual([])
  })
})

describe('the route-outs of a packet', () => {
  it('name the three neighbours even when they have nothing to do', () => {
    expect(rows('Tests for our POST /orders endpoint')).toEqual({
      'testing-strategies': null,
      'api-design': null,
      'authentication-setup': null,
    })
  })

  it('say that a redesign was excluded on request', () => {
    expect(
      rows('Catch drift of our API in CI. We do not need an API redesign.')['api-design'],
    ).toBe('excluded on request: any redesign stays out; the interface is fixed')
  })

  it('ask whether the refusal that the cases assert is agreed', () => {
    expect(rows('We oversold twice. Which tests for the booking?')['api-design']).toBe(
      'only if 409 for a refused booking is still undecided',
    )
  })

  it('keep open what a fixed interface leaves open', () => {
    const text = 'Apps up to a year old read our API. No API redesign, catch drift in CI.'
    expect(rows(text, { kind: 'contract-and-api-checks' })['api-design']).toMatch(
      /^excluded on request: .*; still open there: how long released readers are supported$/,
    )
  })

  it('hand over what is asked on the side', () => {
    const text = 'Which tests for the split of customers.name? Also should v2 drop name?'
    const row = (isSecondaryDoubtful: boolean) =>
      rows(text, { secondary: 'api-design', isSecondaryDoubtful })['api-design']
    expect(row(false)).toMatch(/\(asked on the side\)/)
    expect(row(true)).toMatch(/\(possibly asked on the side\)/)
  })

  it('name an open version question, but not a version that is merely mentioned', () => {
    expect(rows('Tests please. Also tell us whether v2 should drop it.')['api-design']).toMatch(
      /^whether v2 drops the old form and how long both live/,
    )
    expect(rows('We shipped v2 of the endpoint and need tests.')['api-design']).toBeNull()
  })

  it('bind a point to the surface and to the answer that the request names', () => {
    const text = 'We added refresh-token rotation; a replayed token gets 403. Which tests?'
    expect(rows(text)).toMatchObject({
      'authentication-setup': expect.stringMatching(/^how .*rotation.* works, where/),
      'api-design': 'only if 403 as the answer is still undecided',
    })
  })

  it('speak of a flake rule only in a flake packet', () => {
    const text = 'Our suite is flaky and nobody trusts it.'
    expect(rows(text, { kind: 'flake-stabilization' })['testing-strategies']).toMatch(/flake rule/)
    expect(rows(text)['testing-strategies']).toBeNull()
  })

  it('add a neighbour that is touched', () => {
    expect(Object.keys(rows('Our Playwright browser tests also check prices.'))).toContain(
      'frontend-testing',
    )
  })

  it('carry owner, date and answer from the thread', () => {
    const amend = (part: string, to: string): Amendment => ({
      id: part,
      on: 'question',
      target: `api-design.${part}`,
      op: 'set',
      to,
      because: null,
      by: 'U1',
    })
    const text = 'Which tests for the export endpoint?'
    expect(
      rows(text, { amendments: [amend('owner', 'Omar'), amend('due', 'Monday')] })['api-design'],
    ).toBe('open point; owner: Omar; due: Monday')
  })

  it('put the neighbour first to which the whole request went', () => {
    const context = contextOf('Write our testing policy')
    expect(routeOutRows(context, 'debugging', knowledge.routeOuts).map((row) => row.to)).toEqual([
      'debugging',
      'testing-strategies',
      'api-design',
      'authentication-setup',
    ])
  })
})
