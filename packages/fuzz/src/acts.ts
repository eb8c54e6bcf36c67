import {
  type AgreementContent,
  addMember,
  agreementId,
  answerQuestion,
  askQuestion,
  banPerson,
  changeAgreement,
  changeChannel,
  confirmAgreement,
  deleteItem,
  editAnnouncement,
  editMessage,
  editUpdate,
  hideItem,
  joinChannel,
  leaveChannel,
  liftBan,
  mentionOf,
  pinAnnouncement,
  postMessage,
  postUpdate,
  publishAnnouncement,
  reactToItem,
  removeMember,
  reopenQuestion,
  restoreItem,
  setModerator,
  setRole,
  showItem,
  takeQuestion,
  unpinAnnouncement,
} from '@bijpraat/contract'
import { begin, channelAt, deviceAt, type Made, type Of, of, personAt, type Run } from './acting.ts'
import type { Device } from './device.ts'
import { giveRaw } from './raw.ts'
import type { Step } from './scene.ts'
import { breakNode, disturb, strike } from './trouble.ts'

/** Does one step of a plan; what it did, in a word. Nothing that a client does is waited for. */
export const perform = async (run: Run, step: Step): Promise<string> => {
  const { at } = step
  switch (step.act) {
    case 'post':
    case 'tell':
    case 'announce':
      return say(run, at, step)
    case 'call':
      return call(run, at, step)
    case 'agree':
    case 'confirm':
      return agree(run, step)
    case 'ask':
    case 'take':
    case 'answer':
    case 'again':
      return promise(run, at, step)
    case 'edit':
    case 'delete':
    case 'restore':
    case 'react':
    case 'pin':
    case 'unpin':
    case 'hide':
    case 'show':
      return amend(run, step)
    case 'twins':
      return twins(run, at, step)
    case 'member':
    case 'ban':
    case 'moderator':
    case 'role':
    case 'change':
      return govern(run, step)
    case 'join':
    case 'leave':
    case 'read':
    case 'older':
    case 'look':
    case 'retry':
    case 'discard':
      return use(run, step)
    case 'flood':
      return flood(run, at, step)
    case 'chat':
      return chat(run, at, step)
    case 'locate':
      return locate(run, step)
    case 'kill':
    case 'cutRedis':
    case 'cutMongo':
    case 'stallMongo':
      return breakNode(run, at, step)
    case 'flushRedis':
    case 'killRedis':
    case 'stepDown':
      return strike(run, step)
    default:
      return disturb(run, step)
  }
}

const say = (run: Run, at: number, step: Of<'post' | 'tell' | 'announce'>): string => {
  const device = deviceAt(run, step.client)
  const channelId = channelAt(run, step.channel)
  const kind = kindOf[step.act]
  const itemId =
    step.act === 'post'
      ? device.give(postMessage, { channelId, text: step.text })
      : device.give(step.act === 'tell' ? postUpdate : publishAnnouncement, {
          channelId,
          title: step.title,
          text: step.text,
        })
  if (itemId) run.made.set(at, { itemId, channelId, kind })
  return itemId ?? 'nobody'
}

const call = (run: Run, at: number, step: Of<'call'>): string => {
  const channelId = channelAt(run, step.channel)
  const answered = step.answers === null ? undefined : run.made.get(step.answers)
  const itemId = deviceAt(run, step.client).give(postMessage, {
    channelId,
    text: `${mentionOf(personAt(run, step.person))} ${step.text}`,
    // What lies in another channel is not there to be answered.
    ...(answered ? { replyTo: answered.itemId } : {}),
  })
  if (itemId) run.made.set(at, { itemId, channelId, kind: 'message' })
  return itemId ?? 'nobody'
}

/** By the version that the device shows, which need not be the present one. */
const agree = (run: Run, step: Of<'agree' | 'confirm'>): string => {
  const device = deviceAt(run, step.client)
  const channelId = channelAt(run, step.channel)
  const held = device.replica().getState().channels.get(channelId)?.items.get(agreementId)
  const version = (held?.content as AgreementContent | undefined)?.version ?? 0
  if (step.act === 'confirm') return told(device.give(confirmAgreement, { channelId, version }))
  const set = { feedback: step.text }
  return told(device.give(changeAgreement, { channelId, seen: version, set, reason: 'Zo werkt het' }))
}

/** As far ahead as no run gets: nobody is reminded of it. */
const dueAt = Date.UTC(2090, 0)

const promise = (run: Run, at: number, step: Of<'ask' | 'take' | 'answer' | 'again'>): string => {
  const device = deviceAt(run, step.client)
  if (step.act === 'ask') {
    const channelId = channelAt(run, step.channel)
    const itemId = device.give(askQuestion, { channelId, text: step.text, villageId: null })
    if (itemId) run.made.set(at, { itemId, channelId, kind: 'question' })
    return itemId ?? 'nobody'
  }
  const made = run.made.get(step.item)
  if (made === undefined) return 'nothing'
  const { channelId, itemId } = made
  switch (step.act) {
    case 'take':
      return told(device.give(takeQuestion, { channelId, itemId, dueAt }))
    case 'answer': {
      const answerId = device.give(postMessage, { channelId, text: `${at}: volgende week` })
      return told(answerId && device.give(answerQuestion, { channelId, itemId, answerId }))
    }
    case 'again':
      return told(device.give(reopenQuestion, { channelId, itemId, reason: 'Nog niet klaar' }))
  }
}

const kindOf = { post: 'message', tell: 'update', announce: 'announcement' } as const

type Amending = 'edit' | 'delete' | 'restore' | 'react' | 'pin' | 'unpin' | 'hide' | 'show'

const amend = (run: Run, step: Of<Amending>): string => {
  const device = deviceAt(run, step.client)
  const made = run.made.get(step.item)
  if (made === undefined) return 'nothing'
  const on = { channelId: made.channelId, itemId: made.itemId }
  switch (step.act) {
    case 'edit':
      return told(edit(device, made, step.text))
    case 'delete':
      return told(device.give(deleteItem, on))
    case 'restore':
      return told(device.give(restoreItem, on))
    case 'react':
      return told(device.give(reactToItem, { ...on, reaction: step.reaction, on: step.on }))
    case 'pin':
      return told(device.give(pinAnnouncement, { ...on, endsAt: null }))
    case 'unpin':
      return told(device.give(unpinAnnouncement, on))
    case 'hide':
      return told(device.give(hideItem, { ...on, reason: 'Nog niet' }))
    case 'show':
      return told(device.give(showItem, on))
  }
}

const edit = (device: Device, { channelId, itemId, kind }: Made, text: string): string | null => {
  const on = { channelId, itemId }
  switch (kind) {
    case 'message':
      return device.give(editMessage, { ...on, text })
    case 'update':
      return device.give(editUpdate, { ...on, title: text, text })
    case 'announcement':
      return device.give(editAnnouncement, { ...on, title: text, text })
    case 'question':
      return null
  }
}

const told = (commandId: string | null) => commandId ?? 'nobody'

/** One command by several requests at the same moment: the first try of each is in flight when the others come. */
const twins = (run: Run, at: number, { person, channel, text, nodes, quarrel }: Of<'twins'>): string => {
  const [commandId, channelId] = [run.random.id(), channelAt(run, channel)]
  for (const [which, node] of nodes.entries()) {
    const said = quarrel && which > 0 ? `${text} (${which})` : text
    begin(run, giveRaw(run.town, person, node, postMessage, { commandId, channelId, text: said }))
  }
  run.made.set(at, { itemId: commandId, channelId, kind: 'message' })
  return commandId
}

const locate = (run: Run, { client, item }: Of<'locate'>): string => {
  const made = run.made.get(item)
  if (made) begin(run, deviceAt(run, client).engine().locate(made.channelId, made.itemId))
  return made?.itemId ?? 'nothing'
}

/** Past both nodes and the bus: they find it in the log. */
const flood = (run: Run, at: number, { channel, count }: Of<'flood'>): string => {
  const channelId = channelAt(run, channel)
  for (let n = 0; n < count; n += 1) {
    const input = { commandId: run.random.id(), channelId, text: `${at}: bericht ${n}` }
    begin(run, giveUnheard(run, 0, input))
  }
  return channelId
}

/**
 * In some channels over the nodes, in others past both and the bus: what is missed there shows only by comparing
 * with the log, however much is heard of the others.
 */
const chat = (run: Run, at: number, { ms }: Of<'chat'>): string => {
  const { town, random } = run
  const talk = async () => {
    const until = performance.now() + ms
    for (let n = 0; performance.now() < until; n += 1) {
      const channel = n % 5
      const input = { commandId: random.id(), channelId: channelAt(run, channel), text: `${at}: praat ${n}` }
      if (channel % 2 === 0) begin(run, giveRaw(town, 0, random.below(2), postMessage, input))
      else begin(run, giveUnheard(run, 1, input))
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
  begin(run, talk())
  return 'talks'
}

/** By the third process, that no node hears of. */
const giveUnheard = async ({ town }: Run, person: number, input: Record<string, unknown>): Promise<void> => {
  const personId = of(town.personIds, person)
  const answered = town.ledger.sent(personId, postMessage.name, input)
  answered(await town.stranger.give({ personId, command: postMessage.name, input }))
}

/** What the administrator does. */
const govern = (run: Run, step: Of<'member' | 'ban' | 'moderator' | 'role' | 'change'>): string => {
  const admin = deviceAt(run, 0)
  if (step.act === 'change') {
    return told(admin.give(changeChannel, { channelId: channelAt(run, step.channel), ...step.change }))
  }
  const personId = personAt(run, step.person)
  if (step.act === 'role') return told(admin.give(setRole, { personId, role: step.role }))
  const channelId = step.channel === 'all' ? 'all' : channelAt(run, step.channel)
  switch (step.act) {
    case 'member':
      return told(admin.give(step.on ? addMember : removeMember, { channelId, personId }))
    case 'ban':
      return told(
        step.on
          ? admin.give(banPerson, { personId, scope: channelId, reason: 'Even afkoelen' })
          : admin.give(liftBan, { personId, scope: channelId }),
      )
    case 'moderator':
      return told(admin.give(setModerator, { personId, scope: channelId, on: step.on }))
  }
}

const use = (
  run: Run,
  step: Of<'join' | 'leave' | 'read' | 'older' | 'look' | 'retry' | 'discard'>,
): string => {
  const device = deviceAt(run, step.client)
  if (!('channel' in step)) {
    const failed = device
      .replica()
      .getState()
      .outbox.find(({ state }) => state === 'failed')
    if (failed && step.act === 'discard') throwAway(run, device, failed.commandId)
    else if (failed) device.engine().retry(failed.commandId)
    return failed?.commandId ?? 'nothing'
  }
  const channelId = channelAt(run, step.channel)
  switch (step.act) {
    case 'join':
      return told(device.give(joinChannel, { channelId }))
    case 'leave':
      return told(device.give(leaveChannel, { channelId }))
    case 'look':
      device.look(channelId, step.on)
      return channelId
    case 'older':
      begin(run, device.engine().loadOlder(channelId))
      return channelId
    case 'read': {
      const cursor = device.replica().getState().channels.get(channelId)?.cursor ?? 0
      device.engine().markRead(channelId, Math.ceil(cursor * run.random.next()))
      return channelId
    }
  }
}

/** What was queued upon it goes with it, also what may have been sent already. */
const throwAway = ({ town }: Run, device: Device, commandId: string): void => {
  for (const entry of device.replica().getState().outbox) {
    if (entry.commandId !== commandId && entry.input.itemId !== commandId) continue
    if (entry.state === 'failed') town.ledger.refuse(entry.commandId)
    else town.ledger.letGo(entry.commandId)
  }
  device.engine().discard(commandId)
}
