import { randomUUID } from 'node:crypto'
import {
  type AgreementChangeContent,
  type AgreementContent,
  type Answer,
  agreementAfter,
  agreementChange,
  agreementId,
  type Command,
  directoryId,
  type ErrorCode,
  type InputOf,
  newQuestion,
  noAgreement,
  type OutputOf,
  personalId,
  type QuestionState,
  resume,
  undoDeleteMs,
  workingAgreement,
} from '@bijpraat/contract'
import { expect } from 'vitest'
import type { Amendment } from '../log/model.ts'
import { keyOf } from '../log/sync.ts'
import type { TestPerson } from '../testing/house.ts'
import type { Situation } from './situations.fixture.ts'
import type { Actor, Place, World } from './world.fixture.ts'

type Wish = {
  at: Place
  by: 'actor' | 'neighbour' | 'boss'
  kind?: 'message' | 'update' | 'announcement' | 'planPart' | 'question' | 'decision'
  standing?: true
  deleted?: { by: 'actor' | 'neighbour' | 'boss'; longAgo?: true }
  hidden?: true
  asksRead?: true
  /** Of a question. */
  state?: QuestionState
  owner?: 'actor'
}

const unowned = { note: '', ownerId: null, ownerName: '', from: null, until: null }
const decided = { title: 'Zon op het dak', why: 'Het past.', decidedBy: 'college', decidedOn: '2026-11-24' }
const agreed: AgreementChangeContent = {
  act: 'change',
  version: 1,
  side: 'village',
  reason: 'Zo werkt het.',
  changes: [{ field: 'feedback', from: '', to: 'Bellen.' }],
}
const part = { sort: 'step', title: 'Dak', ...unowned, state: 'planned', underId: null, place: 1 }

export type Here = ReturnType<typeof hereFor>

/** What a command can be about, seen from one situation. */
export const hereFor = (world: World, situation: Situation, actor: Actor = world.actorOf(situation)) => {
  const { house, places, neighbour } = world
  const otherSide = situation.side === 'own' ? 'other' : 'own'
  const { person, client } = actor
  const me = person?.personId ?? randomUUID()
  const idOf = { actor: me, neighbour, boss: world.boss.personId }
  const afterwards: (() => Promise<void>)[] = []
  let device: TestPerson | null = person

  /** What follows channels does so on a connection of its own, so that the others need not hear everything. */
  const give = async <C extends Command>(command: C, input: InputOf<C>): Promise<Answer<OutputOf<C>>> => {
    if (command.name !== resume.name) return client.give(command, input)
    const another = await house.connect(person)
    const answer = await another.give(command, input)
    another.close()
    return answer
  }

  const at = (place: Place) => places[situation.side][place]
  const change = (channelId: string, itemId: string, authorId: string, amendment?: Amendment) => ({
    channelId,
    itemIds: [itemId],
    authorId,
    commandId: randomUUID(),
    said: amendment ?? itemId,
  })

  /** Writes an item of someone's own channel past all policies. */
  const own = (personId: string, item: { id: string; kind: string; content: unknown }) =>
    house.testLog.log.change({
      ...change(personalId(personId), item.id, personId),
      apply: (draft) => void draft.create({ ...item, authorId: personId }),
    })

  const keepRoom = () =>
    void afterwards.push(async () => {
      const ofActor = { channelId: personalId(me), kind: 'scheduled' }
      await house.testLog.collection.updateMany(ofActor, { $unset: { standing: '' } })
    })

  const thing = {
    me,
    world,
    at,
    /** The same place of the other side. */
    across: (place: Place) => places[otherSide][place],
    /** Someone new, a member of the village. */
    villager: async (): Promise<string> => {
      const { personId } = await house.person({ memberOf: [at('village')] })
      return personId
    },
    /** A project of the village that is nobody else's. */
    project: () => house.channel({ kind: 'project', villageIds: [at('village')] }),
    /** Writes an item past all policies; it may have been written while the author still could. */
    item: async ({
      at: place,
      by,
      kind = 'message',
      standing,
      deleted,
      hidden,
      asksRead,
      state = 'open',
      owner,
    }: Wish): Promise<string> => {
      const channelId = at(place)
      const id = randomUUID()
      const news = { title: 'Dak', text: 'Gemeten.', ...(asksRead ? { asksRead } : {}) }
      const asked = {
        ...newQuestion({ text: 'Wanneer?', villageId: null }),
        state,
        ownerId: owner === undefined ? null : me,
      }
      const [talk, of] = [{ text: 'Hoi' }, { planPart: part, question: asked, decision: decided }]
      const content = kind === 'message' ? talk : kind in of ? of[kind as keyof typeof of] : news
      const { log } = house.testLog
      await log.change({
        ...change(channelId, id, idOf[by]),
        apply: (draft) => void draft.create({ id, kind, authorId: idOf[by], content, standing }),
      })
      if (deleted) {
        const removed = { content, by: idOf[deleted.by] }
        const deletedAt = Date.now() - (deleted.longAgo ? undoDeleteMs + 1_000 : 0)
        const amendment = { content: null, deletedAt, removed }
        await log.change({
          ...change(channelId, id, idOf[deleted.by], amendment),
          apply: (draft) => void draft.amend(id, amendment),
        })
      }
      if (hidden) {
        const amendment = { content: null, deletedAt: 1, hidden: { content, by: idOf.boss } }
        await log.change({
          ...change(channelId, id, idOf.boss, amendment),
          apply: (draft) => void draft.amend(id, amendment),
        })
      }
      return id
    },
    /** The agreement of a project, written past all policies if there is none yet; its version. */
    agreement: (place: Place): Promise<number> => {
      const id = randomUUID()
      return house.testLog.log.change({
        ...change(at(place), id, idOf.neighbour),
        itemIds: [agreementId, id],
        apply: (draft) => {
          const held = draft.get(agreementId)
          if (held) return (held.content as AgreementContent).version
          const authorId = idOf.neighbour
          draft.create({ id, kind: agreementChange.kind, authorId, content: agreed })
          const content = agreementAfter(noAgreement, agreed, { id, byId: authorId, at: draft.now })
          draft.create({ id: agreementId, kind: workingAgreement.kind, authorId, content })
          return content.version
        },
      })
    },
    /** A report of a message in the village, whoever could still make it; the message's id. */
    report: async (wish: {
      by: 'actor' | 'neighbour'
      about?: 'actor' | 'boss'
      state?: 'handled'
    }): Promise<string> => {
      const { by, about = 'boss', state = 'open' } = wish
      const itemId = await thing.item({ at: 'village', by: about })
      const report = { channelId: at('village'), itemId, reason: 'hurtful' }
      await own(idOf[by], { id: `report.${itemId}`, kind: 'report', content: { ...report, state } })
      const kept = { ...report, by: idOf[by], about: idOf[about], text: null, at: 1, state, told: true }
      const _id = `${report.channelId}/${itemId}/${idOf[by]}` as never
      await world.db.collection('reports').insertOne({ _id, ...kept })
      return itemId
    },
    /** Something that moderators told the actor. */
    notice: async (): Promise<string> => {
      const id = `moderated.${randomUUID()}`
      const about = { act: 'hide', scope: at('village'), itemId: randomUUID() }
      const content = { ...about, reason: 'Dit is privé.', until: null, seen: false }
      await own(me, { id, kind: 'moderated', content })
      return id
    },
    /** What is asked in a place takes no room afterwards, however much that is. */
    keepQuestionRoom: (place: Place) =>
      void afterwards.push(async () => {
        const there = { channelId: at(place), kind: 'question' }
        await house.testLog.collection.updateMany(there, { $unset: { standing: '' } })
      }),
    /** What the actor schedules takes no room afterwards, however much that is. */
    keepRoom,
    /** A message of the actor for a place, to be sent later, in the actor's own channel; whatever the rights. */
    scheduled: async (place: Place, state: 'waiting' | 'sending' = 'waiting') => {
      const id = randomUUID()
      const [channelId, nextAt] = [at(place), Date.now() + 3_600_000]
      const content = { channelId, text: 'Tot morgen.', sendAt: nextAt, state, nextAt }
      await house.testLog.log.change({
        ...change(personalId(me), id, me),
        apply: (draft) => void draft.create({ id, kind: 'scheduled', authorId: me, content, standing: true }),
      })
      keepRoom()
      return { commandId: randomUUID(), channelId, itemId: id }
    },
    /** An invitation to the village that the actor has made while that was allowed. */
    ownInvitation: async (): Promise<string> => {
      const { invitationId } = await world.invite(at('village'))
      await world.db.collection('invitations').updateOne({ _id: invitationId as never }, { $set: { by: me } })
      return invitationId
    },
    /** What the command does to the actor's membership is made undone. */
    keepMembership: (place: Place): void => {
      if (person === null) return
      const { addMembership, removeMembership } = house.people
      const put = world.hasRecord(place, situation) ? addMembership : removeMembership
      const said = { kept: place }
      const under = { authorId: me, commandId: randomUUID(), said }
      afterwards.push(() => put({ ...under, personId: me, channelId: at(place) }))
    },
    /** The command is given on another device, that may be signed out. */
    onAnotherDevice: async (): Promise<void> => {
      if (person) device = await house.signIn(me)
    },
    /** A copy of everyone's cards that is up to date, so that they are not sent again. */
    directoryCopy: async () => {
      const heads = await house.testLog.reader.heads([directoryId])
      return heads.map(({ channelId, rev, generation }) => ({
        channelId,
        cursor: rev,
        key: keyOf('members', generation),
      }))
    },
    /** What is answered; null for a refusal. */
    data: async <C extends Command>(command: C, input: InputOf<C>): Promise<OutputOf<C> | null> => {
      const answer: Answer<OutputOf<C>> = await give(command, input)
      return answer.ok ? answer.data : null
    },
    /** Gives the command, over HTTP if it can't be given otherwise. */
    ask: async (command: Command, input: Record<string, unknown>): Promise<'ok' | ErrorCode> => {
      const answer: Answer<unknown> = command.transports.includes('socket')
        ? await give(command, input)
        : await house.post(device, command, input)
      for (const undo of afterwards.splice(0)) await undo()
      if (!answer.ok) return answer.code
      // A field that the contract does not name is one too many.
      expect(command.output.parse(answer.data)).toEqual(answer.data)
      return 'ok'
    },
  }
  return thing
}
