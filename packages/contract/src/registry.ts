import * as agreement from './agreement.commands.ts'
import * as announcements from './announcements.ts'
import * as catchUp from './catch-up.ts'
import * as managing from './channels.commands.ts'
import * as channels from './channels.ts'
import * as decisions from './decisions.commands.ts'
import type { Broadcast, Command } from './define.ts'
import * as items from './items.ts'
import * as log from './log.ts'
import * as messages from './messages.ts'
import * as moderationLists from './moderation.lists.ts'
import * as moderation from './moderation.ts'
import * as mutes from './mutes.commands.ts'
import * as people from './people.commands.ts'
import * as plan from './plan.commands.ts'
import * as presence from './presence.ts'
import * as projects from './projects.commands.ts'
import * as devices from './push.devices.ts'
import * as push from './push.ts'
import * as questions from './questions.commands.ts'
import * as reading from './reading.ts'
import * as saved from './saved.commands.ts'
import * as scheduled from './scheduled.commands.ts'
import * as shares from './shares.ts'
import * as updates from './updates.ts'

const features = [
  log,
  channels,
  managing,
  messages,
  updates,
  plan,
  projects,
  questions,
  decisions,
  agreement,
  announcements,
  shares,
  items,
  moderation,
  moderationLists,
  reading,
  people,
  presence,
  catchUp,
  push,
  devices,
  mutes,
  saved,
  scheduled,
]
const declared: unknown[] = features.flatMap((feature) => Object.values(feature))

const has = (value: unknown, ...keys: string[]) =>
  typeof value === 'object' && value !== null && keys.every((key) => key in value)

/** Every command that exists (W2), by name. */
export const commands: ReadonlyMap<string, Command> = new Map(
  declared
    .filter((value): value is Command => has(value, 'name', 'effect', 'input', 'output'))
    .map((command) => [command.name, command]),
)

/** Every broadcast that exists (W2), by name. */
export const broadcasts: ReadonlyMap<string, Broadcast> = new Map(
  declared
    .filter((value): value is Broadcast => has(value, 'name', 'receivers', 'payload'))
    .map((broadcast) => [broadcast.name, broadcast]),
)
