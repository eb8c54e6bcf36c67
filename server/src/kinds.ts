import {
  agreementChangeKind,
  agreementReminderKind,
  workingAgreementKind,
} from './features/agreement/agreement.kinds.ts'
import { acknowledgedKind, announcementKind } from './features/announcements/announcements.kind.ts'
import { channelKind } from './features/channels/channels.kind.ts'
import { decisionKind } from './features/decisions/decisions.kind.ts'
import { messageKind } from './features/messages/messages.kind.ts'
import { deskKind, moderatedKind, reportKind } from './features/moderation/moderation.kinds.ts'
import { muteKind } from './features/mutes/mutes.kind.ts'
import { personKind, sessionsKind } from './features/people/people.kinds.ts'
import { planChangeKind, planPartKind } from './features/plan/plan.kind.ts'
import { projectKind } from './features/projects/projects.kind.ts'
import { noticesKind } from './features/push/push.kind.ts'
import {
  questionChangeKind,
  questionKind,
  questionReminderKind,
} from './features/questions/questions.kinds.ts'
import { positionsKind } from './features/reading/reading.kind.ts'
import { savedKind } from './features/saved/saved.kind.ts'
import { scheduledKind } from './features/scheduled/scheduled.kind.ts'
import { shareKind } from './features/shares/shares.kind.ts'
import { updateKind } from './features/updates/updates.kind.ts'
import { kindsOf } from './log/kinds.ts'

/** Every kind of item that this server keeps (P5). */
export const kinds = kindsOf([
  acknowledgedKind,
  agreementChangeKind,
  agreementReminderKind,
  announcementKind,
  channelKind,
  decisionKind,
  deskKind,
  messageKind,
  muteKind,
  moderatedKind,
  noticesKind,
  personKind,
  planChangeKind,
  planPartKind,
  positionsKind,
  projectKind,
  questionChangeKind,
  questionKind,
  questionReminderKind,
  reportKind,
  savedKind,
  scheduledKind,
  sessionsKind,
  shareKind,
  updateKind,
  workingAgreementKind,
])
