import {
  addMember,
  banPerson,
  changeChannel,
  deleteItem,
  editMessage,
  editUpdate,
  joinChannel,
  leaveChannel,
  liftBan,
  postMessage,
  postUpdate,
  reactToItem,
  removeMember,
  restoreItem,
  setModerator,
  setRole,
} from '@bijpraat/contract'
import type { AppProcess } from './app-process.ts'
import type { Device } from './device.ts'
import type { Act, Plan } from './plan.ts'
import type { Random } from './random.ts'
import { giveRaw, post } from './raw.ts'
import type { Town } from './town.ts'

/** A run under way. */
export type Run = {
  town: Town
  plan: Plan
  random: Random
  /** Items by the number of the step that made them. */
  made: Map<number, { itemId: string; channelId: string; isUpdate: boolean }>
  /** What was begun and not waited for. */
  underWay: Set<Promise<unknown>>
}

/** Does one step of a plan; what it did, in a word. Nothing that a client does is waited for. */
export const perform = async (run: Run, at: number, step: Act): Promise<string> => {
  switch (step.act) {
    case 'post':
    case 'tell':
    case 'edit':
    case 'delete':
    case 'restore':
    case 'react':
      return say(run, at, step)
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
    case 'locate':
      return locate(run, step)
    case 'kill':
    case 'cutRedis':
    case 'cutMongo':
      return breakNode(run, at, step)
    default:
      return disturb(run, step)
  }
}

type Of<Name extends Act['act']> = Extract<Act, { act: Name }>

const deviceAt = ({ town }: Run, at: number): Device => of(town.devices, at)
const channelAt = ({ town }: Run, at: number): string => of(town.channelIds, at)
const personAt = ({ town }: Run, at: number): string => of(town.personIds, at)
const of = <T>(list: readonly T[], at: number): T => {
  const [found] = list.slice(at)
  if (found === undefined) throw new Error(`there is no number ${at}`)
  return found
}

const say = (
  run: Run,
  at: number,
  step: Of<'post' | 'tell' | 'edit' | 'delete' | 'restore' | 'react'>,
): string => {
  const device = deviceAt(run, step.client)
  if (step.act === 'post' || step.act === 'tell') {
    const channelId = channelAt(run, step.channel)
    const isUpdate = step.act === 'tell'
    const itemId = isUpdate
      ? device.give(postUpdate, { channelId, title: step.title, text: step.text })
      : device.give(postMessage, { channelId, text: step.text })
    if (itemId) run.made.set(at, { itemId, channelId, isUpdate })
    return itemId ?? 'nobody'
  }
  const made = run.made.get(step.item)
  if (made === undefined) return 'nothing'
  const { itemId, channelId, isUpdate } = made
  const on = { channelId, itemId }
  switch (step.act) {
    case 'edit':
      return told(
        isUpdate
          ? device.give(editUpdate, { ...on, title: step.text, text: step.text })
          : device.give(editMessage, { ...on, text: step.text }),
      )
    case 'delete':
      return told(device.give(deleteItem, on))
    case 'restore':
      return told(device.give(restoreItem, on))
    case 'react':
      return told(device.give(reactToItem, { ...on, reaction: step.reaction, on: step.on }))
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
  run.made.set(at, { itemId: commandId, channelId, isUpdate: false })
  return commandId
}

const locate = (run: Run, { client, item }: Of<'locate'>): string => {
  const made = run.made.get(item)
  if (made) begin(run, deviceAt(run, client).engine().locate(made.channelId, made.itemId))
  return made?.itemId ?? 'nothing'
}

/** Past both nodes and the bus: they find it in the log. */
const flood = ({ town, random, ...run }: Run, at: number, { channel, count }: Of<'flood'>): string => {
  const [channelId, personId] = [of(town.channelIds, channel), of(town.personIds, 0)]
  for (let n = 0; n < count; n += 1) {
    const input = { commandId: random.id(), channelId, text: `${at}: bericht ${n}` }
    const answered = town.ledger.sent(personId, postMessage.name, input)
    const given = town.stranger.give({ personId, command: postMessage.name, input }).then(answered)
    begin({ ...run, town, random }, given)
  }
  return channelId
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

const disturb = async (
  run: Run,
  step: Of<'cut' | 'stall' | 'rain' | 'restart' | 'crash' | 'signOut'>,
): Promise<string> => {
  const device = deviceAt(run, step.client)
  switch (step.act) {
    case 'cut':
      device.link.cut(run.random.below(300))
      break
    case 'stall':
      device.link.stall(step.ms)
      break
    case 'rain':
      device.weather = { loseRequest: step.loseRequest, loseAnswer: step.loseAnswer }
      break
    case 'restart':
      await device.stop()
      await device.start()
      break
    case 'crash':
      await device.crash()
      await device.start()
      break
    case 'signOut':
      begin(run, signOut(run, device))
  }
  return device.name
}

/** The device is signed out by the server, forgets, and comes back under a new session. */
const signOut = async ({ town, random }: Run, device: Device): Promise<void> => {
  const [cookie, { personId }] = [device.cookie(), device]
  if (cookie === null || personId === null) return
  await post(random.pick(town.nodes).port, cookie, 'auth.signOut', {})
  await new Promise((resolve) => setTimeout(resolve, random.below(400)))
  device.signIn(await town.signIn(personId))
  town.ledger.letGoOf(device.name)
}

const breakNode = async (
  run: Run,
  at: number,
  step: Of<'kill' | 'cutRedis' | 'cutMongo'>,
): Promise<string> => {
  const { town, random } = run
  if (step.act !== 'kill') {
    of(step.act === 'cutRedis' ? town.redisLinks : town.mongoLinks, step.node).cut(step.ms)
    return 'cut'
  }
  if (!town.nodes.every((node) => node.isUp())) return 'one is down already'
  const node = of(town.nodes, step.node)
  // So that it dies in the middle of commits.
  for (let n = 0; n < 6; n += 1) {
    const input = { commandId: random.id(), channelId: channelAt(run, n % 3), text: `${at}: laatste woorden` }
    begin(run, giveRaw(town, n % 2, step.node, postMessage, input))
  }
  await new Promise((resolve) => setTimeout(resolve, random.below(12)))
  await node.kill()
  begin(
    run,
    new Promise((resolve) => setTimeout(resolve, step.ms)).then(() => startAgain(node)),
  )
  return 'killed'
}

/** Whoever keeps a process up starts it again when it could not start, as when its way to MongoDB was cut just then. */
const startAgain = async (node: AppProcess, tries = 5): Promise<void> => {
  try {
    await node.start()
  } catch (error) {
    if (tries <= 1) throw error
    await startAgain(node, tries - 1)
  }
}

const begin = (run: Run, task: Promise<unknown>): void => {
  const running: Promise<unknown> = task
    .catch((error: unknown) => run.town.ledger.faults.push(`the run itself failed: ${String(error)}`))
    .finally(() => run.underWay.delete(running))
  run.underWay.add(running)
}
