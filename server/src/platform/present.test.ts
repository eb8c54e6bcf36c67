import { expect, inject, test } from 'vitest'
import { databaseUrl, openDatabase } from '../testing/database.ts'
import { untilTestEnds } from '../testing/dispose.ts'
import { presentOf } from './present.ts'

type Card = { _id: string; name: string }

/** Two nodes on one database, and a card that both have read. */
const twoNodes = async () => {
  const url = databaseUrl(inject('mongoUrl'))
  const writing = untilTestEnds(await openDatabase(url, { as: 'given' }))
  const other = untilTestEnds(await openDatabase(url, { as: 'given' }))
  const cards = writing.collection<Card>('cards')
  await cards.insertOne({ _id: 'c1', name: 'before' })
  const [here, there] = [presentOf(writing), presentOf(other)]
  await here.prepare()
  const nameAt = async (node: typeof here) => (await node.document<Card>('cards', 'c1'))?.name
  await nameAt(here)
  await nameAt(there)
  const rename = (name: string, { tell }: { tell: boolean }) =>
    writing.transaction(async (session) => {
      await cards.updateOne({ _id: 'c1' }, { $set: { name } }, { session })
      if (tell) await here.changed(session)
    })
  return { here, there, nameAt, rename, cards }
}

test('W4: a change that is settled holds on every node', async () => {
  const { here, there, nameAt, rename } = await twoNodes()
  for (const name of ['second', 'third', 'fourth']) {
    await rename(name, { tell: true })
    await here.settled()
    expect(await nameAt(there)).toBe(name)
    expect(await nameAt(here)).toBe(name)
  }
})

test('W4: what is asked after a look, or after a doubt, is not older than it', async () => {
  const { there, nameAt, rename } = await twoNodes()
  await rename('second', { tell: true })
  await there.renew()
  expect(await nameAt(there)).toBe('second')
  await rename('third', { tell: true })
  there.doubt()
  expect(await nameAt(there)).toBe('third')
})

test('what nobody changed is answered from memory, however often it is looked', async () => {
  const { here, there, nameAt, rename } = await twoNodes()
  await rename('by hand', { tell: false })
  await here.settled()
  await there.renew()
  expect(await nameAt(there)).toBe('before')
})

test('what is not there is not remembered as missing, and what is dropped is read again', async () => {
  const { here, nameAt, cards } = await twoNodes()
  expect(await here.document('cards', 'c2')).toBeNull()
  await cards.insertOne({ _id: 'c2', name: 'new' })
  expect(await here.document('cards', 'c2')).toMatchObject({ name: 'new' })
  await cards.updateOne({ _id: 'c1' }, { $set: { name: 'by hand' } })
  here.drop('cards/c1')
  expect(await nameAt(here)).toBe('by hand')
})

test('W4: a read that was under way when something changed is not kept', async () => {
  const { here, nameAt, rename } = await twoNodes()
  let answer: (value: Card) => void = () => undefined
  const slow = here.get('slow', () => new Promise<Card>((resolve) => (answer = resolve)))
  await rename('second', { tell: true })
  await here.renew()
  answer({ _id: 'slow', name: 'old' })
  expect(await slow).toMatchObject({ name: 'old' })
  expect(await here.get('slow', async () => ({ _id: 'slow', name: 'new' }))).toMatchObject({ name: 'new' })
  expect(await nameAt(here)).toBe('second')
})
