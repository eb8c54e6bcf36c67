import { newPlanPart } from '@bijpraat/contract'
import { describe, expect, test } from 'vitest'
import { lastPlace, type PlanPart, placeBeside, progressOf, rowOf, treeOf } from './plan-tree.ts'

const part = (
  id: string,
  place: number,
  more: Partial<PlanPart['content']> = {},
  sort: PlanPart['content']['sort'] = 'step',
): PlanPart => ({ id, content: { ...newPlanPart(sort, { title: id, place }), ...more }, owed: false })
const milestone = (id: string, place: number, more = {}) => part(id, place, more, 'milestone')

const titles = (parts: readonly PlanPart[]) => parts.map(({ id }) => id)

describe('a plan', () => {
  test('stands in its places, each part under its milestone, and what has none apart', () => {
    const tree = treeOf([
      part('b', 2, { underId: 'm' }),
      part('lost', 1, { underId: 'gone' }),
      milestone('n', 2),
      part('a', 1, { underId: 'm' }),
      milestone('m', 1),
      part('loose', 0),
    ])
    expect(tree.milestones.map((one) => [one.milestone.id, titles(one.parts)])).toEqual([
      ['m', ['a', 'b']],
      ['n', []],
    ])
    expect(titles(tree.loose)).toEqual(['loose', 'lost'])
  })

  test('puts two that share a place in the same order everywhere', () => {
    expect(titles(treeOf([part('b', 1), part('a', 1)]).loose)).toEqual(['a', 'b'])
  })

  test('moves a part past its neighbour, and not beyond the ends', () => {
    const all = [part('a', 100), part('b', 200), part('c', 300)]
    const move = (id: string, step: -1 | 1) => {
      const row = rowOf(treeOf(all), part(id, 0))
      const place = placeBeside(row, id, step)
      return place === null
        ? null
        : titles(treeOf(all.map((one) => (one.id === id ? part(id, place) : one))).loose)
    }
    expect(move('c', -1)).toEqual(['a', 'c', 'b'])
    expect(move('b', -1)).toEqual(['b', 'a', 'c'])
    expect(move('a', 1)).toEqual(['b', 'a', 'c'])
    expect(move('b', 1)).toEqual(['a', 'c', 'b'])
    expect(move('a', -1)).toBeNull()
    expect(move('c', 1)).toBeNull()
    expect(lastPlace(all)).toBeGreaterThan(300)
  })

  test('says how far it is; what is dropped does not count', () => {
    const tree = treeOf([
      milestone('a', 1, { state: 'done' }),
      milestone('b', 2, { state: 'dropped' }),
      milestone('c', 3),
      milestone('d', 4, { state: 'busy' }),
    ])
    expect(progressOf(tree)).toEqual({ all: 3, done: 1, nowId: 'c' })
  })
})
