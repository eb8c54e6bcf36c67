import { agreementChange, agreementReminder, workingAgreement } from './agreement.ts'
import { acknowledged, announcement } from './announcements.ts'
import { channelItem } from './channels.ts'
import { decision } from './decisions.ts'
import type { ItemKind } from './define.ts'
import { message } from './messages.ts'
import { desk, moderated, report } from './moderation.ts'
import { mute } from './mutes.ts'
import { person, sessionsChange } from './people.ts'
import { planChange, planPart } from './plan.ts'
import { project } from './projects.ts'
import { notices } from './push.ts'
import { question, questionChange, questionReminder } from './questions.ts'
import { positions } from './reading.ts'
import { saved } from './saved.ts'
import { scheduled } from './scheduled.ts'
import { share } from './shares.ts'
import { update } from './updates.ts'

const declared: readonly ItemKind[] = [
  acknowledged,
  agreementChange,
  agreementReminder,
  announcement,
  channelItem,
  decision,
  desk,
  message,
  moderated,
  mute,
  notices,
  person,
  planChange,
  planPart,
  positions,
  project,
  question,
  questionChange,
  questionReminder,
  report,
  saved,
  scheduled,
  sessionsChange,
  share,
  update,
  workingAgreement,
] as unknown as readonly ItemKind[]

/** Every kind of item that exists (P5), by name. Apart from the commands, which a client needs one by one. */
export const itemKinds: ReadonlyMap<string, ItemKind> = new Map(declared.map((kind) => [kind.kind, kind]))
