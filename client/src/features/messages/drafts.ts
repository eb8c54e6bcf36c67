import { forgetMine, keepMine, readMine } from '../../ports/kept-here.ts'
import { type Labels, noLabels } from './written-mentions.ts'

/** What is being written in a channel: as the field shows it, whom its names stand for, and what it answers. */
export type Draft = { text: string; labels: Labels; replyTo: string | null }

export const noDraft: Draft = { text: '', labels: noLabels, replyTo: null }

const keyOf = (channelId: string) => `draft.${channelId}`

const isPair = (one: unknown): one is [string, string] =>
  Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string')

/** A draft of before it could hold more than its text is that text. */
const read = (kept: string): Draft => {
  try {
    const { text, labels, replyTo } = JSON.parse(kept) as Record<string, unknown>
    if (typeof text !== 'string' || !Array.isArray(labels) || !labels.every(isPair))
      return { ...noDraft, text: kept }
    return { text, labels: new Map(labels), replyTo: typeof replyTo === 'string' ? replyTo : null }
  } catch {
    return { ...noDraft, text: kept }
  }
}

/** What is being written per channel, kept on this device. Where nothing can be kept it lasts as long as the page. */
export const readDraft = (channelId: string): Draft => {
  const kept = readMine(keyOf(channelId))
  return kept === null ? noDraft : read(kept)
}

export const keepDraft = (channelId: string, { text, labels, replyTo }: Draft): void => {
  const isNothing = text === '' && replyTo === null
  keepMine(keyOf(channelId), isNothing ? null : JSON.stringify({ text, labels: [...labels], replyTo }))
}

export const forgetDrafts = forgetMine
