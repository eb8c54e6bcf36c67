import {
  type AgreementContent,
  type AgreementField,
  type AgreementSide,
  type AgreementWish,
  agreementId,
  changeAgreement,
  confirmAgreement,
  type InputOf,
  noAgreement,
  withAgreementWish,
  workingAgreement,
} from '@bijpraat/contract'
import { isOf } from '../../replica/folds.ts'
import type { HeldItem, OutboxEntry } from '../../replica/replica.ts'

/** An agreement as this device shows it: as it is held, and over that what is owed (L12). */
export type ShownAgreement = {
  content: AgreementContent
  /** Sections that this device changed and the server does not know yet. */
  owed: ReadonlySet<string>
  /** Its confirmation is on its way. */
  confirming: boolean
}

/** The agreement that a channel's copy holds; `noAgreement` where there is none. */
export const heldAgreement = (items: ReadonlyMap<string, HeldItem>): AgreementContent => {
  const item = items.get(agreementId)
  return isOf(item, workingAgreement) ? item.content : noAgreement
}

const isHere = ({ channelId }: OutboxEntry, here: string) => channelId === here

export const agreementOf = (
  channelId: string,
  items: ReadonlyMap<string, HeldItem>,
  outbox: readonly OutboxEntry[],
): ShownAgreement => {
  let content = heldAgreement(items)
  let confirming = false
  const owed = new Set<string>()
  for (const entry of outbox) {
    if (!isHere(entry, channelId) || entry.state === 'failed') continue
    if (entry.command === changeAgreement.name && !items.has(entry.commandId)) {
      const { set } = entry.input as InputOf<typeof changeAgreement>
      content = withAgreementWish(content, set)
      for (const field of Object.keys(set)) owed.add(field)
    }
    if (entry.command === confirmAgreement.name) confirming ||= entry.input.version === content.version
  }
  return { content, owed, confirming }
}

/** Own changes and confirmations that were refused. */
export const failedOf = (channelId: string, outbox: readonly OutboxEntry[]): OutboxEntry[] =>
  outbox.filter(
    (entry) =>
      isHere(entry, channelId) &&
      entry.state === 'failed' &&
      (entry.command === changeAgreement.name || entry.command === confirmAgreement.name),
  )

/** What a refused change wanted, section by section, beside what is there now. */
export const clashesOf = (entry: OutboxEntry, now: AgreementContent) => {
  const { set } = entry.input as InputOf<typeof changeAgreement>
  return (Object.keys(set) as AgreementField[]).map((field) => ({
    field,
    now: now[field],
    wanted: (set as AgreementWish)[field] ?? null,
  }))
}

export const sideOf = (isStaff: boolean): AgreementSide => (isStaff ? 'municipality' : 'village')
