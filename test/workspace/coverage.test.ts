import { describe, expect, test } from 'vitest'
import { coverage } from '../../src/workspace/web-api/coverage.ts'
import { methods } from '../../src/workspace/web-api/methods.ts'
import { codeOf, openWorkspace, webClient } from './support.ts'

describe('the table of methods', () => {
  test('names every route as supported or partial, and nothing else', () => {
    const served = Object.keys(coverage).filter((name) => coverage[name]?.level !== 'absent')
    expect(served.toSorted()).toEqual([...methods.keys()].toSorted())
    expect(served.length).toBeGreaterThan(15)
  })

  test('absent methods answer unknown_method', async () => {
    const { workspace } = await openWorkspace()
    const absent = Object.keys(coverage).filter((name) => coverage[name]?.level === 'absent')
    const answers = await Promise.all(
      absent.map(async (name) => [name, await codeOf(webClient(workspace).apiCall(name))]),
    )
    expect(answers).toEqual(absent.map((name) => [name, 'unknown_method']))
    expect(workspace.log()).toHaveLength(absent.length)
  })
})
