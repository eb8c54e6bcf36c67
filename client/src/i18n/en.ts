import { channelsEn } from './channels-en.ts'
import { frameEn } from './frame-en.ts'
import type { Texts } from './nl.ts'
import { peopleEn } from './people-en.ts'
import { talkEn } from './talk-en.ts'

export const en: Texts = {
  ...frameEn,
  ...talkEn,
  ...channelsEn,
  ...peopleEn,
}
