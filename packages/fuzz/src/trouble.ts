import { postMessage } from '@bijpraat/contract'
import { begin, channelAt, deviceAt, type Of, of, type Run } from './acting.ts'
import type { AppProcess } from './app-process.ts'
import type { Device } from './device.ts'
import { giveRaw, post } from './raw.ts'

/** What befalls a client or its link; its name. */
export const disturb = async (
  run: Run,
  step: Of<'cut' | 'stall' | 'pause' | 'halfOpen' | 'rain' | 'restart' | 'crash' | 'signOut'>,
): Promise<string> => {
  const device = deviceAt(run, step.client)
  switch (step.act) {
    case 'cut':
      device.link.cut(run.random.below(300))
      break
    case 'stall':
      device.link.stall(step.ms)
      break
    case 'pause':
      device.link.stall(step.ms, 'in')
      break
    case 'halfOpen':
      device.link.swallow(step.way)
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

/** What befalls a node. */
export const breakNode = async (
  run: Run,
  at: number,
  step: Of<'kill' | 'cutRedis' | 'cutMongo' | 'stallMongo'>,
): Promise<string> => {
  const { town, random } = run
  if (step.act === 'stallMongo') {
    of(town.mongoLinks, step.node).stall(step.ms)
    return 'hangs'
  }
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

/** What befalls what all nodes share. */
export const strike = async (
  run: Run,
  step: Of<'flushRedis' | 'killRedis' | 'stepDown'>,
): Promise<string> => {
  const { redis, stepDown } = run.town
  switch (step.act) {
    case 'flushRedis':
      begin(run, redis.flush())
      return 'flushed'
    case 'killRedis':
      begin(run, redis.kill(step.ms))
      return 'killed'
    case 'stepDown':
      begin(run, stepDown())
      return 'asked'
  }
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
