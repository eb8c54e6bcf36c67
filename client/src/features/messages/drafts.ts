import { forgetMine, keepMine, readMine } from '../../ports/kept-here.ts'

const keyOf = (channelId: string) => `draft.${channelId}`

/** What is being written per channel, kept on this device. Where nothing can be kept it lasts as long as the page. */
export const readDraft = (channelId: string): string => readMine(keyOf(channelId)) ?? ''

export const keepDraft = (channelId: string, text: string): void =>
  keepMine(keyOf(channelId), text === '' ? null : text)

export const forgetDrafts = forgetMine
