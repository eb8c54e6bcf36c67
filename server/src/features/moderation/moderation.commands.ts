import {
  askReview,
  type Command,
  dismissReports,
  hideItem,
  listActs,
  listReports,
  makeReport,
  personalId,
  sayNoticed,
  showItem,
  withdrawReport,
} from '@bijpraat/contract'
import { asChange, type Call, channelOf, type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import type { Acts } from './moderation.acts.ts'
import type { Desks } from './moderation.desks.ts'
import * as may from './moderation.policy.ts'
import type { Reports } from './moderation.reports.ts'

/** A change that is recorded in the channel of who gives the command. */
const asOwnChange = (
  command: Command,
  call: Pick<Call<Command>, 'actor'> & { input: { commandId: string } },
) => ({
  channelId: personalId(signedIn(call).personId),
  authorId: signedIn(call).personId,
  commandId: call.input.commandId,
  said: saidBy(command, call.input),
})

const recordIn = (call: Pick<Call<Command>, 'actor'>): string => personalId(signedIn(call).personId)

type Parts = { reports: Reports; acts: Acts; desks: Pick<Desks, 'reported' | 'acts'> }

export const moderationCommands = ({ reports, acts, desks }: Parts): Served[] => [
  serve(makeReport, {
    policy: may.mayReportIn,
    recordIn,
    run: (call) => reports.make(signedIn(call), channelOf(call), call.input, asOwnChange(makeReport, call)),
  }),
  serve(askReview, {
    policy: may.mayReportIn,
    recordIn,
    run: (call) => reports.askReview(signedIn(call), call.input, asOwnChange(askReview, call)),
  }),
  serve(withdrawReport, {
    policy: may.mayChangeOwn,
    recordIn,
    run: (call) => reports.withdraw(signedIn(call), call.input, asOwnChange(withdrawReport, call)),
  }),
  serve(listReports, {
    policy: may.mayLookAtDesk,
    run: (call) => desks.reported(signedIn(call)),
  }),
  serve(hideItem, {
    policy: may.mayModerateIn,
    run: (call) => acts.hide(signedIn(call), call.input, asChange(hideItem, call)),
  }),
  serve(showItem, {
    policy: may.mayModerateIn,
    run: (call) => acts.show(signedIn(call), call.input, asChange(showItem, call)),
  }),
  serve(dismissReports, {
    policy: may.mayModerateIn,
    run: (call) => acts.dismiss(signedIn(call), call.input, asChange(dismissReports, call)),
  }),
  serve(listActs, {
    policy: may.mayLookAtDesk,
    run: (call) => desks.acts(signedIn(call), call.input.before),
  }),
  serve(sayNoticed, {
    policy: may.mayChangeOwn,
    recordIn,
    run: (call) => acts.noticed(call.input.noticeId, asOwnChange(sayNoticed, call)),
  }),
]
